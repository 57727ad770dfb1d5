package dev.freehold.api.reconciliation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** How the events of a profile arrived of late. */
@MappedEntity
record LagRow(
    @Id UUID id,
    @Nullable Instant lastEventAt,
    @Nullable Double lagSeconds,
    @Nullable Double lagSecondsP99) {}
