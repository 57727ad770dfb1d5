package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a mutation says of a row.
 *
 * @param values as PostgreSQL reads them; null is a value too
 * @param path where in the mutation's data it is said; empty at its root
 */
record RowData(Table table, Map<Column, String> values, List<RelationData> relations, String path) {
  /**
   * What is said of one relation of a row. For a relation to one each list has at most one element.
   *
   * @param reconnect null when nothing is said of it; otherwise the rows to be connected, no others
   */
  record RelationData(
      Relation relation,
      String path,
      List<KeyData> connect,
      List<RowData> create,
      List<KeyData> disconnect,
      List<KeyData> reconnect) {
    RelationData {
      connect = List.copyOf(connect);
      create = List.copyOf(create);
      disconnect = List.copyOf(disconnect);
      reconnect = reconnect == null ? null : List.copyOf(reconnect);
    }
  }

  /**
   * What names a row of a relation's target.
   *
   * @param values of a unique key; empty where it means the row that is connected, whichever it is
   */
  record KeyData(Map<Column, String> values, String path) {
    KeyData {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  RowData {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    relations = List.copyOf(relations);
  }

  boolean isEmpty() {
    return values.isEmpty() && relations.isEmpty();
  }

  Optional<RelationData> relation(Relation relation) {
    return relations.stream().filter(one -> one.relation().equals(relation)).findFirst();
  }
}
