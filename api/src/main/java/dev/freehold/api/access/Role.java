package dev.freehold.api.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A named set of permissions.
 *
 * @param builtIn Administrator and Guest: neither renamed nor deleted
 */
@MappedEntity(value = "roles", schema = "freehold")
public record Role(
    @Id UUID id,
    String name,
    @io.micronaut.core.annotation.Nullable String description,
    boolean builtIn,
    Instant createdAt,
    Instant updatedAt) {}
