package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** Settings as the database keeps them; {@code fields} and {@code relations} are JSON. */
@MappedEntity
record TableSettingsRow(
    @Id String tableName,
    String tableSchema,
    boolean exposed,
    @Nullable String one,
    @Nullable String plural,
    @Nullable String softDelete,
    String fields,
    String relations) {}
