package dev.freehold.api.claims;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import java.util.UUID;

/**
 * An account of which Keycloak is to be told, with the state that the database has now.
 *
 * @param wanted whether the profile's tokens are to say anything at all
 * @param userId null: the account speaks for nobody
 */
@MappedEntity
record PendingClaims(
    @Id UUID profileId,
    String subject,
    long version,
    boolean wanted,
    @Nullable UUID userId,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> roles) {}
