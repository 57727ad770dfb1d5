package dev.freehold.api.audit;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An entry as administrators see it. */
record AuditView(
    String id,
    Instant at,
    String actor,
    String action,
    String target,
    @Nullable String requestId,
    Map<String, Object> details) {
  record Page(List<AuditView> items, boolean hasMore, @Nullable String endCursor) {}
}
