package dev.freehold.api.definition;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Column.Generation;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.operation.Arguments;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code fieldUpdate} changes of a column, its name apart. */
record FieldChange(Present present, Table table, Column column, Arguments data) {
  List<String> statements(boolean force) throws SQLException {
    Optional<FieldType> type = data.string("type").map(FieldType::valueOf);
    if (column.generation() != Generation.NONE && (type.isPresent() || data.has("default"))) {
      throw FieldInput.invalid("name", "The database makes the values of the column");
    }
    List<String> statements = new ArrayList<>();
    if (type.isPresent()) {
      type(type.get(), force, statements);
    }
    if (data.has("default")) {
      Object value = data.values().get("default");
      statements.add(
          value == null
              ? column("drop default")
              : column("set default " + Constants.literal(present, typeAfter(type), value)));
    }
    required(statements);
    unique(statements);
    if (data.has("description")) {
      String text = data.string("description").orElse(null);
      statements.add(
          "comment on column "
              + Ddl.table(table.id())
              + '.'
              + Ddl.name(column.name())
              + " is "
              + (text == null ? "null" : Ddl.literal("description", text)));
    }
    return statements;
  }

  private void type(FieldType wanted, boolean force, List<String> statements) throws SQLException {
    FieldDefinitions.requireUnmarked(table, column);
    if (column.hasDefault() && !data.has("default")) {
      throw FieldInput.invalid("default", "Say the default too, or null, since the type changes");
    }
    boolean wide =
        FieldType.of(column.type())
            .map(one -> one.fitsInto(wanted))
            .orElse(wanted == FieldType.STRING);
    present.requireEmpty(table, column, force || wide);
    String type = wanted.sql(column.type().array());
    if (column.hasDefault()) {
      statements.add(column("drop default"));
    }
    statements.add(column("type " + type + " using " + Ddl.name(column.name()) + "::" + type));
  }

  private void required(List<String> statements) {
    data.flag("required")
        .ifPresent(required -> {
          boolean constant =
              data.has("default") ? data.values().get("default") != null : column.hasDefault();
          if (required && !constant && table.id().equals(TableId.USERS)) {
            throw FieldInput.invalid("required", "A required field of Users needs a default");
          }
          statements.add(column(required ? "set not null" : "drop not null"));
        });
    if (table.id().equals(TableId.USERS)
        && !column.nullable()
        && data.flag("required").isEmpty()
        && data.has("default")
        && data.values().get("default") == null) {
      throw FieldInput.invalid("default", "A required field of Users needs a default");
    }
  }

  private void unique(List<String> statements) {
    Optional<Key> key =
        table.keys().stream()
            .filter(one -> !one.primary() && one.columns().equals(List.of(column)))
            .findFirst();
    boolean constant =
        data.has("default") ? data.values().get("default") != null : column.hasDefault();
    boolean unique = data.flag("unique").orElse(key.isPresent());
    if (unique && constant && table.id().equals(TableId.USERS)) {
      throw FieldInput.invalid("unique", "A unique field of Users cannot have a default");
    }
    if (unique && key.isEmpty()) {
      statements.add(
          FieldDefinitions.alter(table) + "add unique (" + Ddl.name(column.name()) + ")");
    } else if (!unique && key.isPresent()) {
      statements.add(
          FieldDefinitions.alter(table) + "drop constraint " + Ddl.name(key.get().name()));
    }
  }

  private ColumnType typeAfter(Optional<FieldType> type) {
    return type.map(one -> one.column(column.type().array())).orElse(column.type());
  }

  private String column(String change) {
    return FieldDefinitions.alter(table) + "alter column " + Ddl.name(column.name()) + ' ' + change;
  }
}
