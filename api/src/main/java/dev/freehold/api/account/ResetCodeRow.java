package dev.freehold.api.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** A one-time code that may still be used. */
@MappedEntity(value = "reset_codes", schema = "freehold")
record ResetCodeRow(
    @Id UUID profileId, String address, String subject, String code, int attempts) {}
