package dev.freehold.api.definition;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.Fetcher;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;

/** The fields that change tables; all of them are for administrators. */
@Singleton
class DefinitionFetchers implements FieldSource {
  private static final int LARGEST_PAGE = 1_000;

  private final TableDefinitions tables;
  private final FieldDefinitions fields;
  private final SchemaChanges changes;

  DefinitionFetchers(TableDefinitions tables, FieldDefinitions fields, SchemaChanges changes) {
    this.tables = tables;
    this.fields = fields;
    this.changes = changes;
  }

  @Override
  public String schema() {
    return "schema/definition.graphqls";
  }

  @Override
  public void register(FieldRegistry registry) {
    registry.type("SchemaChange", ChangeAnswer.class);
    registry.type("SchemaMigration", Migration.class);
    registry.type("SchemaMigrationListResponse", Migration.Page.class);
    registry.mutation("tableCreate", change(tables::create));
    registry.mutation("tableUpdate", change(tables::update));
    registry.mutation("tableDelete", change(tables::delete));
    registry.mutation("fieldCreate", change(fields::create));
    registry.mutation("fieldUpdate", change(fields::update));
    registry.mutation("fieldDelete", change(fields::delete));
    registry.query("schemaMigrationsList", this::list);
    registry.query(
        "schemaMigrationsExport", call -> changes.read(call.caller(), Migrations::script));
  }

  private static Fetcher change(BiFunction<Caller, Arguments, ChangeAnswer> change) {
    return call -> {
      Access.requireAdministrator(call.caller());
      return change.apply(call.caller(), call.arguments().object("data").orElseThrow());
    };
  }

  private Migration.Page list(FieldCall call) {
    int first = call.arguments().integer("first").orElse(100);
    int skip = call.arguments().integer("skip").orElse(0);
    if (first < 0 || first > LARGEST_PAGE || skip < 0) {
      throw FieldInput.invalid("first", "must be between 0 and " + LARGEST_PAGE);
    }
    return changes.read(call.caller(), connection -> Migrations.page(connection, first, skip));
  }
}
