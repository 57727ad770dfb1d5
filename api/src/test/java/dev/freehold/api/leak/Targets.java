package dev.freehold.api.leak;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.stream.Stream;

/** Finds in the catalog and in the tables what is hidden from a visitor. */
record Targets(Store store, List<Table> tables) {
  List<Target> of(Visitor visitor) {
    return tables.stream()
        .flatMap(table ->
            table.id().equals(TableId.USERS)
                // That there are users, everybody may know.
                ? columns(visitor, table)
                : visitor.reads(table)
                    ? Stream.of(
                            columns(visitor, table), rows(visitor, table), cells(visitor, table))
                        .flatMap(some -> some)
                    : Stream.of(
                        new Target.HiddenTable(visitor, table, ways(visitor, table, false))))
        .toList();
  }

  private List<Target.Way> ways(Visitor visitor, Table table, boolean followed) {
    return tables.stream()
        .filter(visitor::reads)
        .flatMap(from ->
            from.relations().stream()
                .filter(relation -> relation.target().equals(table.id()))
                .filter(relation -> !followed || visitor.follows(from, relation))
                .map(relation -> new Target.Way(from, relation)))
        .toList();
  }

  private Stream<Target> columns(Visitor visitor, Table table) {
    return table.columns().stream()
        .filter(column -> !visitor.names(table, column))
        .map(column ->
            new Target.HiddenColumn(
                visitor, table, ways(visitor, table, true), column, value(table, column, "true")));
  }

  private Stream<Target> rows(Visitor visitor, Table table) {
    return table.column("id").isEmpty()
        ? Stream.of()
        : store
            .texts("select id from %s where not %s".formatted(table.id(), visitor.rows(table)))
            .stream()
            .map(id -> new Target.HiddenRow(visitor, table, ways(visitor, table, true), id));
  }

  private Stream<Target> cells(Visitor visitor, Table table) {
    return table.columns().stream()
        .filter(column -> visitor.names(table, column) && !column.name().equals("id"))
        .filter(column ->
            !store
                .texts(
                    "select 1 from %s where not %s and %s is not null"
                        .formatted(table.id(), visitor.cells(table, column), column.name()))
                .isEmpty())
        .map(column ->
            new Target.HiddenCell(
                visitor,
                table,
                ways(visitor, table, true),
                column,
                value(table, column, "not " + visitor.cells(table, column))));
  }

  /** One that the column has in such a row, as GraphQL writes it. */
  private String value(Table table, Column column, String where) {
    boolean array = column.type().array();
    String cell = array ? column.name() + "[1]" : column.name();
    String text =
        store
            .texts(
                "select to_json(%1$s) #>> '{}' from %2$s where %1$s is not null and %3$s limit 1"
                    .formatted(cell, table.id(), where))
            .getFirst();
    boolean plain =
        List.of(Scalar.INT, Scalar.BOOLEAN, Scalar.ENUM).contains(column.type().scalar());
    return plain ? text : '"' + text + '"';
  }
}
