package dev.freehold.api.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** An account whose sessions must end at its issuer. */
@MappedEntity(value = "session_endings", schema = "freehold")
record SessionEnding(@Id UUID profileId, String subject, Instant requestedAt) {}
