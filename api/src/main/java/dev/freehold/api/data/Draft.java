package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import io.micronaut.core.annotation.Nullable;

/** A row about to be written: what is said of it, and the foreign keys that relations give it. */
final class Draft {
  private final RowData data;
  private final Map<Column, String> values;
  private final List<Reference> references = new ArrayList<>();

  /**
   * A foreign key that a relation gives a value.
   *
   * @param relation the field of the row's table that follows it; null when there is none
   */
  record Reference(List<Column> columns, @Nullable String relation) {}

  Draft(RowData data) {
    this.data = data;
    this.values = new LinkedHashMap<>(data.values());
  }

  RowData data() {
    return data;
  }

  Map<Column, String> values() {
    return values;
  }

  List<Reference> references() {
    return references;
  }

  /** The relations whose foreign key is not the row's. */
  List<Relation> others() {
    return data.relations().stream()
        .map(RowData.RelationData::relation)
        .filter(relation -> !relation.referencing())
        .toList();
  }

  /**
   * Gives it a foreign key.
   *
   * @throws FreeholdException when something else was said of a column
   */
  void refer(List<Column> columns, List<String> texts, @Nullable String relation, String path) {
    references.add(new Reference(List.copyOf(columns), relation));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (values.containsKey(column) && !Objects.equals(values.get(column), texts.get(i))) {
        throw FreeholdException.of(
            ErrorCode.VALIDATION, path, "contradicts what is said of " + column.field());
      }
      values.put(column, texts.get(i));
    }
  }
}
