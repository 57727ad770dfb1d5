package dev.freehold.api.definition;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.FreeNames;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.definition.FieldDefinition.OnDelete;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads and checks what clients say of fields to be made. */
@Singleton
class FieldInput {
  private final FreeNames names;

  FieldInput(FreeNames names) {
    this.names = names;
  }

  FieldDefinition read(Present present, TableId table, Arguments data) throws SQLException {
    String name = name(present, table, "name", data.string("name").orElseThrow());
    Optional<FieldType> type = data.string("type").map(FieldType::valueOf);
    Optional<Arguments> relation = data.object("relation");
    if (type.isPresent() == relation.isPresent()) {
      throw invalid("type", "A field needs a type or a relation, and not both");
    }
    FieldDefinition field =
        type.isPresent()
            ? value(present, name, type.get(), data)
            : relation(present, table, name, relation.get(), data);
    if (table.equals(TableId.USERS)) {
      checkUsers(field);
    }
    return field;
  }

  /** A name that a column may be given. */
  String name(Present present, TableId table, String path, String name) {
    Ddl.newName(path, name);
    if (!names.field(present.catalog(), table, name)) {
      throw FreeholdException.of(
          ErrorCode.ENTITY_EXISTS, path, "A field or relation has that name in GraphQL");
    }
    return name;
  }

  private static FieldDefinition value(Present present, String name, FieldType type, Arguments data)
      throws SQLException {
    boolean list = flag(data, "list");
    Object constant = data.values().get("default");
    return new FieldDefinition(
        name,
        type.sql(list),
        flag(data, "required"),
        flag(data, "unique"),
        constant == null ? null : Constants.literal(present, type.column(list), constant),
        null,
        data.string("description").orElse(null));
  }

  private static FieldDefinition relation(
      Present present, TableId table, String name, Arguments relation, Arguments data) {
    if (data.values().get("default") != null) {
      throw invalid("relation", "A relation has no default");
    }
    if (flag(data, "list")) {
      throw invalid("list", "A list of rows is made by fieldCreate, once its table is there");
    }
    Table target = present.table(relation, "table");
    Column key = key(target);
    boolean required = flag(data, "required");
    OnDelete onDelete = onDelete(relation, target.id(), required);
    if (required && onDelete == OnDelete.SET_NULL) {
      throw invalid("onDelete", "A required field cannot become null");
    }
    if (table.equals(TableId.USERS) && onDelete == OnDelete.CASCADE) {
      throw invalid("onDelete", "Users are not deleted with rows of other tables");
    }
    return FieldDefinition.relation(
        name,
        target.id(),
        key,
        onDelete,
        required,
        flag(data, "unique"),
        data.string("description").orElse(null));
  }

  /** What a relation refers to. */
  static Column key(Table target) {
    return target
        .primaryKey()
        .map(Key::columns)
        .filter(columns -> columns.size() == 1)
        .map(List::getFirst)
        .orElseThrow(() -> invalid("relation", "The table has no primary key of one column"));
  }

  /** A user goes when the account does, so nothing may keep him that nobody decided on. */
  private static OnDelete onDelete(Arguments relation, TableId target, boolean required) {
    return relation
        .string("onDelete")
        .map(OnDelete::valueOf)
        .orElseGet(() -> {
          if (!target.equals(TableId.USERS)) {
            return OnDelete.RESTRICT;
          }
          if (required) {
            throw invalid("onDelete", "Say what becomes of the rows of a user who is deleted");
          }
          return OnDelete.SET_NULL;
        });
  }

  /** The platform makes users without a thought for columns that it does not know. */
  private static void checkUsers(FieldDefinition field) {
    if (field.required() && field.constant() == null) {
      throw invalid("required", "A required field of Users needs a default");
    }
    if (field.unique() && field.constant() != null) {
      throw invalid("unique", "A unique field of Users cannot have a default");
    }
  }

  private static boolean flag(Arguments data, String name) {
    return data.flag(name).orElse(false);
  }

  static FreeholdException invalid(String path, String text) {
    return FreeholdException.of(ErrorCode.VALIDATION, path, text);
  }
}
