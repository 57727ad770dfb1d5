package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** A row of Users, as far as the account rules need it. */
@MappedEntity(value = "users", schema = "freehold")
record UserRow(
    @Id UUID id,
    @Nullable String email,
    boolean emailVerified,
    @Nullable String firstName,
    @Nullable String lastName,
    UserStatus status,
    @Nullable String timezone,
    @Nullable String avatar) {}
