package dev.freehold.api.permission;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import java.util.UUID;

/**
 * A user or an API token with its roles.
 *
 * @param name of an API token, e-mail of a user
 * @param active false when it may not come in at all
 */
@MappedEntity
record SubjectRow(
    @Id UUID id,
    @Nullable String name,
    boolean active,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> roles) {}
