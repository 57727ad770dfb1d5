package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.permission.RoleSet;
import jakarta.inject.Singleton;

/** Answers the fields of Query that stand for tables, each by one statement. */
@Singleton
public final class TableQueries {
  private final TableReads reads;
  private final DataReader reader;

  TableQueries(TableReads reads, DataReader reader) {
    this.reads = reads;
    this.reader = reader;
  }

  /**
   * The field's value.
   *
   * @return JSON in UTF-8, {@code null} for a row that is not there
   * @throws dev.freehold.api.platform.FreeholdException when it is refused
   */
  public byte[] answer(
      Catalog catalog, RootField field, Selection selection, Caller caller, RoleSet roles) {
    CallerValues values = CallerValues.of(caller, roles);
    Accesses accesses = reads.of(catalog, roles, values);
    return reader.read(statement(field, selection, accesses, values));
  }

  static Sql.Statement statement(
      RootField field, Selection selection, Accesses accesses, CallerValues caller) {
    ReadPlanner planner = new ReadPlanner(accesses);
    return switch (field.operation()) {
      case ONE ->
          ReadWriter.one(
              planner.row(field.table(), selection.children()),
              planner.key(field.table(), selection.arguments()),
              accesses,
              caller);
      case LIST -> ReadWriter.list(planner.list(field.table(), selection), accesses, caller);
      default -> throw new IllegalArgumentException(field.operation() + " reads nothing");
    };
  }
}
