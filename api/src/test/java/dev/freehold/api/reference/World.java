package dev.freehold.api.reference;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All rows of some tables. */
record World(Catalog catalog, Map<TableId, List<Row>> rows) {
  List<Table> tables() {
    return rows.keySet().stream().sorted().map(catalog::get).toList();
  }

  Table target(Relation relation) {
    return catalog.get(relation.target());
  }

  List<Row> of(TableId table) {
    return rows.get(table);
  }

  /** Pairs of a row of the join table, null where there is none, and one at the other end. */
  Stream<Row[]> linked(Row row, Relation relation) {
    if (relation.through() == null) {
      return of(relation.target()).stream()
          .filter(other -> linked(relation.links(), row, other))
          .map(other -> new Row[] {null, other});
    }
    return of(relation.through().table()).stream()
        .filter(join -> linked(relation.through().own(), row, join))
        .flatMap(join ->
            of(relation.target()).stream()
                .filter(other -> linked(relation.through().target(), join, other))
                .map(other -> new Row[] {join, other}));
  }

  private static boolean linked(List<Link> links, Row own, Row target) {
    return links.stream()
        .allMatch(link -> {
          Object value = own.cell(link.own());
          return value != null && value.equals(target.cell(link.target()));
        });
  }

  static Column key(Table table) {
    return table.primaryKey().orElseThrow().columns().getFirst();
  }
}
