package dev.freehold.api.graphql;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.data.TableFields;
import dev.freehold.api.graphql.tables.TableNamespace;
import dev.freehold.api.permission.RoleSet;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.micronaut.core.annotation.Nullable;

/**
 * The schema as callers with the same permissions see it. All views share its types.
 *
 * @param fields null for the whole schema
 * @param roles null for the whole schema, which serves when there are no tables
 */
record SchemaView(
    Key key,
    GraphQLSchema schema,
    GraphQL graphQl,
    Catalog catalog,
    TableNamespace tables,
    @Nullable TableFields fields,
    @Nullable RoleSet roles) {

  /** Equal keys mean that the same documents are valid. */
  record Key(long schema, RoleSet.Key roles) {}

  boolean hasType(String name) {
    return fields == null || tables.there(fields, name);
  }

  /** Whether a field of Query has the argument; those that name a row by a key may be hidden. */
  boolean hasArgument(String field, String argument) {
    return fields == null || tables.there(fields, new TableNamespace.Argument(field, argument));
  }
}
