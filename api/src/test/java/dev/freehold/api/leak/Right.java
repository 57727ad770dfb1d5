package dev.freehold.api.leak;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A permission as the suite knows it, apart from the product.
 *
 * @param columns of the database; null: all fields
 * @param rule in the language of rules; null: all rows
 * @param where the same rule in SQL, written by hand
 */
record Right(
    String role,
    String table,
    String action,
    List<String> columns,
    List<String> relations,
    String rule,
    String where) {

  boolean covers(String column) {
    return columns == null || columns.contains(column);
  }

  boolean leads(String relation) {
    return columns == null || relations.contains(relation);
  }

  /** As {@code permissionsImport} takes it, without the action's name. */
  String yaml() {
    String fields =
        columns == null || action.equals("delete")
            ? ""
            : "columns: [%s], relations: [%s]"
                .formatted(String.join(", ", columns), String.join(", ", relations));
    return List.of(fields, rule == null ? "" : "rule: " + rule).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
