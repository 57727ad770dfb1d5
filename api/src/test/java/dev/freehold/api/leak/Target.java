package dev.freehold.api.leak;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Something that is hidden from a visitor. */
sealed interface Target {
  Visitor visitor();

  Table table();

  /** A relation that leads to the target's table, from one that the visitor reads. */
  record Way(Table from, Relation relation) {
    /** {@code {field: {…}}} or {@code {field: {some: {…}}}}. */
    String filter(String inner) {
      return "{"
          + relation.field()
          + ": "
          + (relation.toMany() ? "{some: " + inner + "}" : inner)
          + "}";
    }

    /** {@code field { … }} or {@code field { items { … } }}. */
    String select(String inner) {
      return relation.field()
          + " { "
          + (relation.toMany() ? "items { " + inner + " }" : inner)
          + " }";
    }

    String list() {
      return from.names().list();
    }
  }

  /** The ways that he may follow. */
  List<Way> ways();

  /** The fields that tell rows apart. */
  default String key() {
    return table().primaryKey().stream()
        .flatMap(key -> key.columns().stream())
        .map(Column::field)
        .collect(Collectors.joining(" "));
  }

  default String list() {
    return table().names().list();
  }

  default String one() {
    return table().names().one();
  }

  default String type() {
    return table().names().type();
  }

  /**
   * A column that he may never name.
   *
   * @param value one that it has, as JSON
   */
  record HiddenColumn(Visitor visitor, Table table, List<Way> ways, Column column, String value)
      implements Target {
    /** Compared with a column that is not there. */
    Probe pair(String document) {
      return Probe.pair(document, column.field(), "nosuchOne");
    }

    /** An operand that fits the column. */
    String predicate() {
      return column.type().array() ? "{has: " + value + "}" : "{equals: " + value + "}";
    }

    boolean sortable() {
      return column.type().sortable();
    }
  }

  /** A table that he may do nothing with; the ways to it are ones he may not follow. */
  record HiddenTable(Visitor visitor, Table table, List<Way> ways) implements Target {}

  /** A row that he does not see. */
  record HiddenRow(Visitor visitor, Table table, List<Way> ways, String id) implements Target {
    /** Compared with a row that is not there. */
    Probe pair(String document) {
      return Probe.pair(document, id, "7777");
    }
  }

  /**
   * A value that is hidden from him, of a column that he may name.
   *
   * @param value as JSON
   */
  record HiddenCell(Visitor visitor, Table table, List<Way> ways, Column column, String value)
      implements Target {
    String predicate() {
      return column.type().array() ? "{has: " + value + "}" : "{equals: " + value + "}";
    }

    /** Whether one can be greater than another, for filters. */
    boolean ordered() {
      return column.type().scalar().ordered()
          && column.type().scalar() != Scalar.STRING
          && !column.type().array();
    }

    boolean sortable() {
      return column.type().sortable();
    }
  }
}
