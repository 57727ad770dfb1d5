package dev.freehold.api.graphql;

import dev.freehold.api.catalog.RootField;
import dev.freehold.api.data.ReadPlan;
import dev.freehold.api.data.Selection;
import dev.freehold.api.data.TableQueries;
import dev.freehold.api.graphql.PlannedQueries.PlannedField;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers a query that asks for tables, by plans that are kept or by new ones. */
record PlannedQuery(
    SchemaView view,
    ParsedDocument document,
    OperationDefinition operation,
    TableSelections selections,
    TableQueries queries,
    PlannedQueries plans,
    RunningOperation running) {
  private static final String ROOT = "Query";

  /**
   * Answers it.
   *
   * @param fetchers answers fields that are not of tables; null when there are none
   */
  OperationAnswer answer(Function<List<Field>, @Nullable OperationAnswer> fetchers) {
    GivenValues given =
        GivenValues.of(view.schema(), operation, selections.variables(), document.pinned());
    PlannedQueries.Key key =
        new PlannedQueries.Key(document.identity(), operation.getName(), given.shape());
    List<PlannedField> known = plans.find(key, this::serves);
    return known == null ? anew(key, given, fetchers) : byPlans(known, given);
  }

  private OperationAnswer byPlans(List<PlannedField> planned, GivenValues given) {
    List<CodedError> errors = new ArrayList<>();
    Map<String, Object> data = new LinkedHashMap<>();
    for (PlannedField field : planned) {
      data.put(
          field.key(),
          RootFields.value(
              running, field.key(), field.location(), errors, () -> answer(field.plan(), given)));
    }
    return new OperationAnswer(true, data, errors);
  }

  private OperationAnswer anew(
      PlannedQueries.Key key,
      GivenValues given,
      Function<List<Field>, @Nullable OperationAnswer> fetchers) {
    TableSelections open = selections.with(given.variables());
    Map<String, List<Field>> roots = open.roots(operation);
    OperationAnswer others = fetchers.apply(TableOperations.notOfTables(view, operation, roots));
    if (others != null && others.data() == null) {
      return others;
    }
    List<PlannedField> planned = new ArrayList<>();
    OperationAnswer answer =
        new RootFields(view, ROOT, open, running, others)
            .answer(
                roots,
                (root, selection) -> {
                  ReadPlan plan = plan(root, selection);
                  Field first = roots.get(selection.key()).getFirst();
                  planned.add(new PlannedField(selection.key(), first.getSourceLocation(), plan));
                  return answer(plan, given);
                });
    if (planned.size() == roots.size()) {
      plans.keep(key, planned, this::serves);
    }
    return answer;
  }

  private ReadPlan plan(RootField root, Selection selection) {
    return queries.plan(view.catalog(), root, selection, running.caller(), view.roles());
  }

  private boolean serves(ReadPlan plan) {
    return queries.serves(plan, running.caller(), view.roles());
  }

  private byte[] answer(ReadPlan plan, GivenValues given) {
    return queries.answer(plan, running.caller(), view.roles(), given.values());
  }
}
