package dev.freehold.api.graphql;

import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.TableChanges;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Makes plans of subscriptions, for one view of the schema. */
@Singleton
@Requires(beans = {Schemas.class, TableChanges.class})
final class SubscriptionPlanner {
  private static final String ROOT = "Subscription";

  private final ParsedDocuments documents;
  private final OperationCost cost;
  private final TableChanges changes;

  SubscriptionPlanner(ParsedDocuments documents, OperationCost cost, TableChanges changes) {
    this.documents = documents;
    this.cost = cost;
    this.changes = changes;
  }

  /**
   * A subscription as it was planned.
   *
   * @param key under which its results stand
   */
  record Planned(SchemaView.Key view, String key, Table table, TableChanges.Plan plan) {}

  /**
   * Plans what is asked for.
   *
   * @throws RefusedDocument when the document is not valid
   * @throws FreeholdException when it asks for too much, or for what is not there for the caller
   */
  Planned plan(SchemaView view, OperationRequest request, String requestId) {
    ParsedDocument document = documents.document(view, request.query());
    if (document.entry().hasErrors()) {
      throw new RefusedDocument(
          document.entry().getErrors().stream()
              .map(error -> ErrorTranslator.coded(error, requestId))
              .toList());
    }
    OperationDefinition operation =
        document
            .operation(request.operationName())
            .orElseThrow(() -> OperationRequest.refused("operationName", "names no operation"));
    TableSelections selections = TableSelections.of(view, document, operation, request, cost);
    Map.Entry<String, List<Field>> root = only(selections.roots(operation));
    RootField field =
        view.tables()
            .root(ROOT, root.getValue().getFirst().getName())
            .orElseThrow(
                () -> OperationRequest.refused("query", "subscribes to nothing that is there"));
    GraphQLObjectType parent = (GraphQLObjectType) view.schema().getType(ROOT);
    return new Planned(
        view.key(),
        root.getKey(),
        field.table(),
        changes.plan(
            view.catalog(),
            field,
            selections.of(parent, root.getKey(), root.getValue()),
            view.roles()));
  }

  private static Map.Entry<String, List<Field>> only(Map<String, List<Field>> fields) {
    if (fields.size() != 1) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "query", "A subscription asks for one field of its root");
    }
    return fields.entrySet().iterator().next();
  }
}
