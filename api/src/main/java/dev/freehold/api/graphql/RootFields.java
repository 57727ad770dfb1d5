package dev.freehold.api.graphql;

import dev.freehold.api.catalog.RootField;
import dev.freehold.api.data.Selection;
import graphql.execution.ResultPath;
import graphql.language.Field;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLObjectType;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The fields of an operation's root, put together in the order in which they were asked for.
 *
 * @param root the name of the root type
 * @param others the answer to those that are not of tables; null when there are none
 */
record RootFields(
    SchemaView view,
    String root,
    TableSelections selections,
    RunningOperation running,
    @Nullable OperationAnswer others) {
  /** Serves a field of a table with JSON in UTF-8. */
  @FunctionalInterface
  interface Server {
    byte[] serve(RootField field, Selection selection);
  }

  /** A field that is refused is null, beside its error. */
  OperationAnswer answer(Map<String, List<Field>> roots, Server server) {
    List<CodedError> errors = new ArrayList<>(others == null ? List.of() : others.errors());
    Map<String, Object> data = new LinkedHashMap<>();
    roots.forEach((key, fields) -> {
      Optional<RootField> table = table(fields);
      data.put(
          key,
          table.isPresent()
              ? value(table.get(), key, fields, server, errors)
              : ((Map<?, ?>) others.data()).get(key));
    });
    return new OperationAnswer(true, data, errors);
  }

  /** Every field of a table null, because of the errors. */
  OperationAnswer nothing(Map<String, List<Field>> roots, List<CodedError> errors) {
    Map<String, Object> data = new LinkedHashMap<>();
    roots.forEach((key, fields) ->
        data.put(key, table(fields).isPresent() ? null : ((Map<?, ?>) others.data()).get(key)));
    return new OperationAnswer(true, data, errors);
  }

  private Optional<RootField> table(List<Field> fields) {
    return view.tables().root(root, fields.getFirst().getName());
  }

  private @Nullable RawJson value(
      RootField table, String key, List<Field> fields, Server server, List<CodedError> errors) {
    if (root.equals("Mutation") && !errors.isEmpty()) {
      // What came before will be taken back.
      return null;
    }
    GraphQLObjectType parent = (GraphQLObjectType) view.schema().getType(root);
    return value(
        running,
        key,
        fields.getFirst().getSourceLocation(),
        errors,
        () -> server.serve(table, selections.of(parent, key, fields)));
  }

  /** Null, beside its error, when it is refused. */
  static @Nullable RawJson value(
      RunningOperation running,
      String key,
      SourceLocation location,
      List<CodedError> errors,
      Supplier<byte[]> json) {
    try {
      return new RawJson(json.get());
    } catch (RuntimeException e) {
      if (running.isCancelled()) {
        throw e;
      }
      errors.add(
          ErrorTranslator.failure(e, running.requestId())
              .at(ResultPath.rootPath().segment(key), location));
      return null;
    }
  }
}
