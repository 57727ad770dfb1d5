package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.data.Selection;
import dev.freehold.api.data.TableQueries;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers with users what the platform's own mutations did: the mutation tells whom it was about,
 * and what is selected of him is read like a row of any table, as far as the caller may see it.
 */
record UserAnswers(
    SchemaView view,
    OperationDefinition operation,
    TableSelections selections,
    TableQueries queries,
    RunningOperation running) {
  private static final String ID = "id";

  /**
   * Whether the field is such a mutation. Who signs up has no rights yet: what it answers is of
   * himself.
   */
  static boolean covers(
      SchemaView view, OperationDefinition operation, String field, Caller caller) {
    if (operation.getOperation() != Operation.MUTATION
        || !(caller instanceof Caller.User || caller instanceof Caller.ApiToken)
        || view.catalog().find(TableId.USERS).isEmpty()) {
      return false;
    }
    GraphQLFieldDefinition definition = view.schema().getMutationType().getFieldDefinition(field);
    return definition != null
        && GraphQLTypeUtil.unwrapAll(definition.getType()).getName().equals("User");
  }

  private boolean covers(List<Field> fields) {
    return covers(view, operation, fields.getFirst().getName(), running.caller());
  }

  /**
   * Makes them one after the other, each answered as things are then. What may not be selected is
   * refused before anything is done.
   *
   * @param mutation does what the fields ask for
   */
  OperationAnswer answer(
      Map<String, List<Field>> roots, Function<List<Field>, OperationAnswer> mutation) {
    roots.forEach((key, fields) -> {
      if (covers(fields)) {
        queries.requireUser(view.catalog(), selected(key, fields), running.caller(), view.roles());
      }
    });
    Map<String, Object> data = new LinkedHashMap<>();
    List<CodedError> errors = new ArrayList<>();
    for (Map.Entry<String, List<Field>> root : roots.entrySet()) {
      String key = root.getKey();
      List<Field> fields = root.getValue();
      OperationAnswer done = mutation.apply(covers(fields) ? ids(fields) : fields);
      errors.addAll(done.errors());
      if (!(done.data() instanceof Map<?, ?> answer)) {
        return new OperationAnswer(done.executed(), null, errors);
      }
      data.put(
          key,
          covers(fields) && answer.get(key) instanceof Map<?, ?> user
              ? user(UUID.fromString((String) user.get(ID)), key, fields, errors)
              : answer.get(key));
    }
    return new OperationAnswer(true, data, errors);
  }

  /** What the mutation itself is asked for. */
  private static List<Field> ids(List<Field> fields) {
    return fields.stream()
        .map(field ->
            field.transform(
                builder -> builder.selectionSet(new SelectionSet(List.of(new Field(ID))))))
        .toList();
  }

  private @Nullable RawJson user(UUID id, String key, List<Field> fields, List<CodedError> errors) {
    return RootFields.value(
        running,
        key,
        fields.getFirst().getSourceLocation(),
        errors,
        () ->
            queries.user(
                view.catalog(), id, selected(key, fields), running.caller(), view.roles()));
  }

  private List<Selection> selected(String key, List<Field> fields) {
    GraphQLObjectType mutations = view.schema().getMutationType();
    return selections.of(mutations, key, fields).children();
  }
}
