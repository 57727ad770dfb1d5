package dev.freehold.api.reconciliation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A comparison of a realm with what is known of it, and how far it is.
 *
 * @param askedBy {@code schedule}, or who asked, as the audit log names him
 * @param cursor the last key done in the phase
 * @param underWay accounts left alone because an event of theirs is on its way
 * @param findings JSON array of the first findings
 */
@MappedEntity(value = "reconciliation_runs", schema = "freehold")
record Run(
    @Id UUID id,
    UUID profileId,
    String askedBy,
    boolean dryRun,
    boolean force,
    RunStatus status,
    Phase phase,
    String cursor,
    long checked,
    long missing,
    long different,
    long extra,
    long underWay,
    long repaired,
    long removed,
    long failed,
    String findings,
    @Nullable String reason,
    Instant startedAt,
    Instant progressAt,
    @Nullable Instant finishedAt) {}
