package dev.freehold.api.definition;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.FreeNames;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes, changes and takes away tables. */
@Singleton
class TableDefinitions {
  private final SchemaChanges changes;
  private final FieldInput fields;
  private final FreeNames names;

  TableDefinitions(SchemaChanges changes, FieldInput fields, FreeNames names) {
    this.changes = changes;
    this.fields = fields;
    this.names = names;
  }

  ChangeAnswer create(Caller caller, Arguments data) {
    return changes.make(
        caller,
        present -> {
          TableId table =
              newTable(present, present.firstSchema(), "name", data.string("name").orElseThrow());
          boolean timestamps = data.flag("timestamps").orElse(true);
          List<String> columns =
              new ArrayList<>(List.of("\"id\" uuid primary key default uuidv7()"));
          List<String> further = new ArrayList<>();
          for (Arguments one : data.objects("fields")) {
            FieldDefinition field = fields.read(present, table, one);
            columns.add(field.sql());
            further.addAll(field.further(table));
          }
          String name = Ddl.table(table);
          if (timestamps) {
            columns.add("\"created_at\" timestamptz not null default now()");
            columns.add("\"updated_at\" timestamptz not null default now()");
            further.add(
                "create trigger set_updated_at before update on "
                    + name
                    + " for each row execute function freehold.set_updated_at()");
          }
          data.string("description").ifPresent(text -> further.add(comment(table, text)));
          further.addFirst(
              "create table " + name + " (\n  " + String.join(",\n  ", columns) + "\n)");
          return Change.of("table.create", table, further, Map.of());
        });
  }

  ChangeAnswer update(Caller caller, Arguments data) {
    return changes.make(
        caller,
        present -> {
          Table before = present.companyTable(data, "name");
          List<String> statements = new ArrayList<>();
          if (data.has("description")) {
            statements.add(comment(before.id(), data.string("description").orElse(null)));
          }
          if (data.string("newName").isEmpty()) {
            return Change.of("table.update", before.id(), some(statements), Map.of());
          }
          TableId after =
              newTable(
                  present, before.id().schema(), "newName", data.string("newName").orElseThrow());
          statements.add(
              "alter table " + Ddl.table(before.id()) + " rename to " + Ddl.name(after.name()));
          return Change.of(
                  "table.update", after, statements, Map.of("before", before.id().toString()))
              .then(connection -> Followers.tableRenamed(connection, before.id(), after));
        });
  }

  ChangeAnswer delete(Caller caller, Arguments data) {
    boolean force = data.flag("force").orElse(false);
    return changes.make(
        caller,
        present -> {
          Table table = present.companyTable(data, "name");
          present.requireEmpty(table, force);
          // Never "cascade": what others refer to stays.
          return Change.of(
                  "table.delete",
                  table.id(),
                  List.of("drop table " + Ddl.table(table.id())),
                  Map.of("force", force))
              .then(connection -> {
                Followers.relationsDeleted(connection, present.catalog(), table.id(), one -> true);
                Followers.tableDeleted(connection, table.id());
              });
        });
  }

  /** Refuses to do nothing. */
  static List<String> some(List<String> statements) {
    if (statements.isEmpty()) {
      throw FieldInput.invalid("data", "There is nothing to change");
    }
    return statements;
  }

  private TableId newTable(Present present, String schema, String path, String name) {
    TableId table = new TableId(schema, Ddl.newName(path, name));
    if (!names.table(present.catalog(), table)) {
      throw FreeholdException.of(
          ErrorCode.ENTITY_EXISTS, path, "Another part of the GraphQL schema has that name");
    }
    return table;
  }

  private static String comment(TableId table, String text) {
    return "comment on table "
        + Ddl.table(table)
        + " is "
        + (text == null ? "null" : Ddl.literal("description", text));
  }
}
