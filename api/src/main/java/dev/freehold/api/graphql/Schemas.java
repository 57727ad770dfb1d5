package dev.freehold.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.CatalogListener;
import dev.freehold.api.data.TableFields;
import dev.freehold.api.data.TableReads;
import dev.freehold.api.graphql.tables.TableNamespace;
import dev.freehold.api.graphql.tables.TableVisibility;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.permission.Permissions;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.Caches;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The schema in force: the platform's own fields, and those of the tables that the catalog has at
 * the moment. Made while the server starts, so that features that do not fit stop it; a catalog
 * that does not fit later leaves the schema before it in force.
 */
@Context
@Requires(beans = FieldSource.class)
final class Schemas implements CatalogListener {
  private static final int MOST_VIEWS = 200;
  private static final Duration UNUSED = Duration.ofMinutes(5);

  private final SchemaAssembly assembly;
  private final OperationCost cost;
  private final FetcherFailures failures;
  private final @Nullable TableReads reads;
  private final @Nullable Permissions permissions;
  private long version;
  private volatile InForce inForce;

  /** The whole schema, and how sets of roles see it, as far as they asked: they go with it. */
  private record InForce(SchemaView whole, Cache<RoleSet.Key, SchemaView> views) {}

  Schemas(
      List<FieldSource> sources,
      OperationCost cost,
      FetcherFailures failures,
      @Nullable CatalogHolder catalogs,
      @Nullable TableReads reads,
      @Nullable Permissions permissions) {
    this.assembly = SchemaAssembly.of(sources);
    this.cost = cost;
    this.failures = failures;
    this.reads = reads;
    this.permissions = permissions;
    inForce = assemble(Catalog.empty());
    if (catalogs != null) {
      catalogs.subscribe(this);
    }
  }

  /** As the caller sees it. */
  SchemaView of(Caller caller) {
    InForce now = inForce;
    SchemaView all = now.whole();
    if (all.tables().isEmpty() || permissions == null || reads == null) {
      return all;
    }
    RoleSet roles = permissions.of(caller);
    return now.views().get(roles.key(), _ -> view(all, roles, reads.fields(all.catalog(), roles)));
  }

  /** Who asks meanwhile is served by the schema before, which stays when this one fails. */
  @Override
  public synchronized void changed(Catalog catalog) {
    if (!catalog.tables().isEmpty() || !inForce.whole().tables().isEmpty()) {
      inForce = assemble(catalog);
    }
  }

  private InForce assemble(Catalog catalog) {
    GraphQLSchema schema = assembly.with(catalog);
    SchemaView whole =
        new SchemaView(
            new SchemaView.Key(version++, null),
            schema,
            graphQl(schema, VisibleTypes.ALL),
            catalog,
            new TableNamespace(catalog),
            null,
            null);
    return new InForce(
        whole, Caches.newBuilder().maximumSize(MOST_VIEWS).expireAfterAccess(UNUSED).build());
  }

  private SchemaView view(SchemaView all, RoleSet roles, TableFields fields) {
    GraphQLSchema schema =
        all.schema()
            .transformWithoutTypes(builder ->
                builder.codeRegistry(
                    all.schema()
                        .getCodeRegistry()
                        .transform(code ->
                            code.fieldVisibility(new TableVisibility(all.tables(), fields)))));
    return new SchemaView(
        new SchemaView.Key(all.key().schema(), roles.key()),
        schema,
        graphQl(
            schema,
            VisibleTypes.of(
                schema,
                (field, argument) ->
                    all.tables().there(fields, new TableNamespace.Argument(field, argument)))),
        all.catalog(),
        all.tables(),
        fields,
        roles);
  }

  private GraphQL graphQl(GraphQLSchema schema, VisibleTypes types) {
    PreparsedDocumentProvider prepared =
        (input, _) ->
            CompletableFuture.completedFuture(
                input.getGraphQLContext().<ParsedDocument>get(ParsedDocument.class).entry());
    return GraphQL.newGraphQL(schema)
        .preparsedDocumentProvider(prepared)
        .instrumentation(new OperationGuard(cost, types))
        .defaultDataFetcherExceptionHandler(failures)
        .build();
  }
}
