package dev.freehold.api.definition;

import dev.freehold.api.catalog.FreeNames;
import dev.freehold.api.catalog.JoinNames;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.definition.FieldDefinition.OnDelete;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes relations to many on both sides, each by a join table. */
@Singleton
class JoinTables {
  private final FieldInput fields;
  private final FreeNames names;

  JoinTables(FieldInput fields, FreeNames names) {
    this.fields = fields;
    this.names = names;
  }

  /** Whether the field to be made is a list of rows. */
  static boolean wanted(Arguments data) {
    return data.object("relation").isPresent() && data.flag("list").orElse(false);
  }

  Change create(Present present, Table table, Arguments data) {
    String name = fields.name(present, table.id(), "name", data.string("name").orElseThrow());
    if (data.values().get("default") != null
        || data.string("type").isPresent()
        || data.flag("required").orElse(false)
        || data.flag("unique").orElse(false)) {
      throw FieldInput.invalid(
          "relation", "A list of rows has no type and no default, is neither required nor unique");
    }
    Arguments relation = data.object("relation").orElseThrow();
    Table target = present.table(relation, "table");
    JoinNames joined =
        JoinNames.of(table.id(), name)
            .orElseThrow(() -> FieldInput.invalid("name", "gives no name of a table"));
    if (joined.own().equals(joined.target())) {
      throw FieldInput.invalid("name", "must tell the rows from those of the table itself");
    }
    JoinTable join =
        new JoinTable(
            free(present, table, joined.table()),
            end(joined.own(), table, OnDelete.CASCADE, null),
            end(
                joined.target(),
                target,
                relation.string("onDelete").map(OnDelete::valueOf).orElse(OnDelete.CASCADE),
                data.string("description").orElse(null)));
    return Change.of(
            "field.create",
            table.id(),
            join.statements(),
            Map.of("field", name, "joinTable", join.id().toString()))
        .joined(name, join.id());
  }

  private TableId free(Present present, Table table, String name) {
    String schema = table.id().equals(TableId.USERS) ? present.firstSchema() : table.id().schema();
    TableId id = new TableId(schema, Ddl.newName("name", name));
    if (!names.table(present.catalog(), id)) {
      throw FreeholdException.of(
          ErrorCode.ENTITY_EXISTS,
          "name",
          "Something else has the name of its join table, " + name);
    }
    return id;
  }

  private static FieldDefinition end(
      String name, Table target, OnDelete onDelete, @Nullable String description) {
    if (onDelete == OnDelete.SET_NULL) {
      throw FieldInput.invalid("onDelete", "What joins two rows cannot do without one of them");
    }
    return FieldDefinition.relation(
        Ddl.newName("name", name),
        target.id(),
        FieldInput.key(target),
        onDelete,
        true,
        false,
        description);
  }
}
