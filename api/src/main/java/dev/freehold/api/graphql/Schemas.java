package dev.freehold.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema in force: the platform's own fields, and those of the tables that the catalog has at
 * the moment. Made while the server starts, so that features that do not fit stop it; a catalog
 * that does not fit later leaves the schema before it in force.
 */
@Context
@Requires(beans = FieldSource.class)
final class Schemas implements CatalogListener {
  private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);
  private static final int MOST_VIEWS = 200;

  private final List<FieldSource> sources;
  private final OperationCost cost;
  private final FetcherFailures failures;
  private final @Nullable TableReads reads;
  private final @Nullable Permissions permissions;
  private final Cache<SchemaView.Key, SchemaView> views =
      Caffeine.newBuilder().maximumSize(MOST_VIEWS).build();
  private long version;
  private volatile SchemaView whole;

  Schemas(
      List<FieldSource> sources,
      OperationCost cost,
      FetcherFailures failures,
      @Nullable CatalogHolder catalogs,
      @Nullable TableReads reads,
      @Nullable Permissions permissions) {
    this.sources = sources;
    this.cost = cost;
    this.failures = failures;
    this.reads = reads;
    this.permissions = permissions;
    whole = assemble(Catalog.empty());
    if (catalogs != null) {
      catalogs.subscribe(this);
    }
  }

  /** As the caller sees it. */
  SchemaView of(Caller caller) {
    SchemaView all = whole;
    if (all.tables().isEmpty() || permissions == null || reads == null) {
      return all;
    }
    RoleSet roles = permissions.of(caller);
    return views.get(
        new SchemaView.Key(all.key().schema(), roles.key()),
        key -> view(all, key, roles, reads.fields(all.catalog(), roles)));
  }

  @Override
  public synchronized void changed(Catalog catalog) {
    if (catalog.tables().isEmpty() && whole.tables().isEmpty()) {
      return;
    }
    try {
      whole = assemble(catalog);
    } catch (RuntimeException e) {
      LOG.error(
          "The tables of catalog {} make no schema; the one before stays", catalog.version(), e);
    }
  }

  private SchemaView assemble(Catalog catalog) {
    GraphQLSchema schema = SchemaAssembly.assemble(sources, catalog);
    return new SchemaView(
        new SchemaView.Key(version++, null),
        schema,
        graphQl(schema, VisibleTypes.ALL),
        catalog,
        new TableNamespace(catalog),
        null,
        null);
  }

  private SchemaView view(SchemaView all, SchemaView.Key key, RoleSet roles, TableFields fields) {
    GraphQLSchema schema =
        all.schema()
            .transformWithoutTypes(builder ->
                builder.codeRegistry(
                    all.schema()
                        .getCodeRegistry()
                        .transform(code ->
                            code.fieldVisibility(new TableVisibility(all.tables(), fields)))));
    return new SchemaView(
        key,
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
