package dev.freehold.api.reconciliation;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A run as administrators see it. */
record RunView(
    UUID id,
    UUID profileId,
    String askedBy,
    boolean dryRun,
    boolean force,
    String status,
    String phase,
    long checked,
    long missing,
    long different,
    long extra,
    long underWay,
    long repaired,
    long removed,
    long failed,
    List<Progress.Finding> findings,
    @Nullable String reason,
    Instant startedAt,
    Instant progressAt,
    @Nullable Instant finishedAt) {
  record Page(List<RunView> items, boolean hasMore, @Nullable UUID endCursor) {}

  static RunView of(Run run) {
    return new RunView(
        run.id(),
        run.profileId(),
        run.askedBy(),
        run.dryRun(),
        run.force(),
        run.status().name(),
        run.phase().name(),
        run.checked(),
        run.missing(),
        run.different(),
        run.extra(),
        run.underWay(),
        run.repaired(),
        run.removed(),
        run.failed(),
        Progress.findings(run.findings()),
        run.reason(),
        run.startedAt(),
        run.progressAt(),
        run.finishedAt());
  }

  /** One run more than asked for tells that there are more. */
  static Page page(List<Run> found, int first) {
    List<RunView> items = found.stream().limit(first).map(RunView::of).toList();
    return new Page(items, found.size() > first, items.isEmpty() ? null : items.getLast().id());
  }
}
