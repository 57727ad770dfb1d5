package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.data.TableMutations;
import dev.freehold.api.data.TableQueries;
import dev.freehold.api.data.TableTransaction;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers operations that ask for tables: their fields by SQL, whatever else is asked for by the
 * features' fetchers.
 */
@Singleton
final class TableOperations {
  private final OperationCost cost;
  private final PlannedQueries plans;
  private final @Nullable TableQueries queries;
  private final @Nullable TableMutations mutations;

  TableOperations(
      OperationCost cost,
      PlannedQueries plans,
      @Nullable TableQueries queries,
      @Nullable TableMutations mutations) {
    this.cost = cost;
    this.plans = plans;
    this.queries = queries;
    this.mutations = mutations;
  }

  /** Executes fields that are not of tables. */
  @FunctionalInterface
  interface Fetchers {
    OperationAnswer answer(
        SchemaView view,
        ParsedDocument document,
        OperationRequest request,
        RunningOperation running);
  }

  /** Whether a field of the operation's root may be a table's, or answer with rows of one. */
  boolean serve(
      SchemaView view, ParsedDocument document, OperationDefinition operation, Caller caller) {
    return !view.tables().isEmpty()
        && asks(
            operation.getSelectionSet(),
            document.fragments(),
            field ->
                view.tables().root(root(operation), field).isPresent()
                    || UserAnswers.covers(view, operation, field, caller));
  }

  OperationAnswer answer(
      SchemaView view,
      ParsedDocument document,
      OperationDefinition operation,
      OperationRequest request,
      RunningOperation running,
      Fetchers fetchers) {
    TableSelections selections = TableSelections.of(view, document, operation, request, cost);
    if (operation.getOperation() == Operation.QUERY) {
      return new PlannedQuery(view, document, operation, selections, queries, plans, running)
          .answer(rest -> others(view, document, operation, request, running, fetchers, rest));
    }
    Map<String, List<Field>> roots = selections.roots(operation);
    if (roots.values().stream().noneMatch(fields -> ofTable(view, operation, fields))) {
      UserAnswers users = new UserAnswers(view, operation, selections, queries, running);
      return users.answer(
          roots, rest -> others(view, document, operation, request, running, fetchers, rest));
    }
    requireTablesOnly(view, operation, roots.values());
    List<Field> rest = notOfTables(view, operation, roots);
    OperationAnswer others = others(view, document, operation, request, running, fetchers, rest);
    if (others != null && others.data() == null) {
      return others;
    }
    return mutate(
        view, running, new RootFields(view, root(operation), selections, running, others), roots);
  }

  /** All of them in one transaction: when one is refused, none was done. */
  private OperationAnswer mutate(
      SchemaView view,
      RunningOperation running,
      RootFields fields,
      Map<String, List<Field>> roots) {
    try (TableTransaction transaction =
        mutations.begin(view.catalog(), running.caller(), view.roles())) {
      OperationAnswer answer =
          fields.answer(
              roots,
              roots.size() == 1
                  ? (root, selection) ->
                      transaction.answerOnly(root, selection, running::isCancelled)
                  : transaction::answer);
      if (!answer.errors().isEmpty()) {
        return fields.nothing(roots, answer.errors());
      }
      if (!running.isCancelled()) {
        transaction.commit();
      }
      return answer;
    }
  }

  private static void requireTablesOnly(
      SchemaView view, OperationDefinition operation, Iterable<List<Field>> roots) {
    for (List<Field> fields : roots) {
      String name = fields.getFirst().getName();
      if (!name.startsWith("__") && !ofTable(view, operation, fields)) {
        throw FreeholdException.of(
            ErrorCode.ILLEGAL_OPERATION,
            name,
            "Mutations of tables are done all or none: ask for the platform's own in another request");
      }
    }
  }

  private @Nullable OperationAnswer others(
      SchemaView view,
      ParsedDocument document,
      OperationDefinition operation,
      OperationRequest request,
      RunningOperation running,
      Fetchers fetchers,
      List<Field> rest) {
    if (rest.isEmpty()) {
      return null;
    }
    OperationDefinition reduced =
        operation.transform(builder -> builder.selectionSet(new SelectionSet(rest)));
    Document part =
        document
            .entry()
            .getDocument()
            .transform(builder ->
                builder.definitions(
                    document.entry().getDocument().getDefinitions().stream()
                        .map(one -> one.equals(operation) ? reduced : one)
                        .toList()));
    return fetchers.answer(
        view, ParsedDocument.of(new PreparsedDocumentEntry(part)), request, running);
  }

  /** The fields that are to be answered by fetchers. */
  static List<Field> notOfTables(
      SchemaView view, OperationDefinition operation, Map<String, List<Field>> roots) {
    return roots.values().stream()
        .filter(fields -> !ofTable(view, operation, fields))
        .flatMap(List::stream)
        .toList();
  }

  private static boolean ofTable(
      SchemaView view, OperationDefinition operation, List<Field> fields) {
    return view.tables().root(root(operation), fields.getFirst().getName()).isPresent();
  }

  private static boolean asks(
      SelectionSet set, Map<String, FragmentDefinition> fragments, Predicate<String> served) {
    for (Selection<?> selection : set.getSelections()) {
      boolean asked =
          switch (selection) {
            case Field field -> served.test(field.getName());
            case InlineFragment fragment -> asks(fragment.getSelectionSet(), fragments, served);
            case FragmentSpread spread ->
                Optional.ofNullable(fragments.get(spread.getName()))
                    .filter(one -> asks(one.getSelectionSet(), fragments, served))
                    .isPresent();
            default -> false;
          };
      if (asked) {
        return true;
      }
    }
    return false;
  }

  private static String root(OperationDefinition operation) {
    return switch (operation.getOperation()) {
      case QUERY -> "Query";
      case MUTATION -> "Mutation";
      case SUBSCRIPTION -> "Subscription";
    };
  }
}
