package dev.freehold.api.definition;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.operation.Arguments;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes, changes and takes away fields. */
@Singleton
class FieldDefinitions {
  private final SchemaChanges changes;
  private final FieldInput fields;
  private final JoinTables joins;

  FieldDefinitions(SchemaChanges changes, FieldInput fields, JoinTables joins) {
    this.changes = changes;
    this.fields = fields;
    this.joins = joins;
  }

  ChangeAnswer create(Caller caller, Arguments data) {
    return changes.make(
        caller,
        present -> {
          Table table = present.table(data, "table");
          if (JoinTables.wanted(data)) {
            return joins.create(present, table, data);
          }
          FieldDefinition field = fields.read(present, table.id(), data);
          List<String> statements = new ArrayList<>();
          statements.add(alter(table) + "add column " + field.sql());
          statements.addAll(field.further(table.id()));
          return Change.of("field.create", table.id(), statements, Map.of("field", field.name()))
              .column(field.name());
        });
  }

  ChangeAnswer update(Caller caller, Arguments data) {
    boolean force = data.flag("force").orElse(false);
    return changes.make(
        caller,
        present -> {
          Table table = present.table(data, "table");
          Column column = present.column(table, data);
          FieldChange change = new FieldChange(present, table, column, data);
          List<String> statements = change.statements(force);
          String name = column.name();
          if (data.string("newName").isPresent()) {
            name =
                fields.name(present, table.id(), "newName", data.string("newName").orElseThrow());
            statements.add(
                alter(table)
                    + "rename column "
                    + Ddl.name(column.name())
                    + " to "
                    + Ddl.name(name));
          }
          String after = name;
          return Change.of(
                  "field.update",
                  table.id(),
                  TableDefinitions.some(statements),
                  Map.of("field", column.name(), "after", after, "force", force))
              .column(after)
              .then(connection -> {
                if (!after.equals(column.name())) {
                  Followers.fieldRenamed(connection, table.id(), column.name(), after);
                }
              });
        });
  }

  ChangeAnswer delete(Caller caller, Arguments data) {
    boolean force = data.flag("force").orElse(false);
    return changes.make(
        caller,
        present -> {
          Table table = present.table(data, "table");
          Column column = present.column(table, data);
          if (table.primaryKey().map(Key::columns).orElse(List.of()).contains(column)) {
            throw FieldInput.invalid("name", "The primary key stays");
          }
          requireUnmarked(table, column);
          present.requireEmpty(table, column, force);
          return Change.of(
                  "field.delete",
                  table.id(),
                  List.of(alter(table) + "drop column " + Ddl.name(column.name())),
                  Map.of("field", column.name(), "force", force))
              .column(column.name())
              .then(connection -> {
                Followers.relationsDeleted(
                    connection,
                    present.catalog(),
                    table.id(),
                    one -> one.links().stream().anyMatch(link -> link.own().equals(column)));
                Followers.fieldDeleted(connection, table.id(), column.name());
              });
        });
  }

  static String alter(Table table) {
    return "alter table " + Ddl.table(table.id()) + ' ';
  }

  /** Without its mark, deleted rows would be as others. */
  static void requireUnmarked(Table table, Column column) {
    if (table.softDelete() != null && table.softDelete().column().equals(column)) {
      throw FieldInput.invalid("name", "It marks deleted rows: take softDelete off first");
    }
  }
}
