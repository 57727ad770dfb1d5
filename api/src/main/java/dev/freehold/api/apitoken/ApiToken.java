package dev.freehold.api.apitoken;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A token as it is kept. */
@MappedEntity(value = "api_tokens", schema = "freehold")
record ApiToken(
    @Id UUID id,
    String name,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    String createdBy,
    @Nullable UUID parentId,
    Instant createdAt) {}
