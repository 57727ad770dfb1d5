package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.TableDefinitions.input;
import static dev.freehold.api.graphql.tables.TableDefinitions.list;
import static dev.freehold.api.graphql.tables.TableDefinitions.named;
import static dev.freehold.api.graphql.tables.TableDefinitions.required;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.WritableRelation;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the mutations of a table and the inputs that they take. */
final class MutationDefinitions {
  private static final String SUCCESS = "SuccessResponse";

  private final Catalog catalog;
  private final Table table;
  private final String name;
  private final Function<ColumnType, Type<?>> types;

  MutationDefinitions(Catalog catalog, Table table, Function<ColumnType, Type<?>> types) {
    this.catalog = catalog;
    this.table = table;
    this.name = table.names().type();
    this.types = types;
  }

  /** The columns that name a row by themselves. */
  static Stream<Column> uniqueColumns(Table table) {
    return table.keys().stream()
        .filter(key -> key.columns().size() == 1)
        .map(key -> key.columns().getFirst())
        .distinct();
  }

  /** Adds the inputs that name rows and by which other tables' mutations reach them. */
  void addRelationInputs(TypeDefinitionRegistry registry) {
    boolean keys = WritableRelation.keyColumns(table).findAny().isPresent();
    boolean created = WritableRelation.creatable(table);
    if (keys) {
      registry.add(inputs("KeyFilter", WritableRelation.keyColumns(table), Stream.of()));
    }
    if (keys || created) {
      registry.add(relationInput("RelationInput", keys, created, TypeName.class::cast));
      registry.add(relationInput("RelationsInput", keys, created, TableDefinitions::list));
      registry.add(relationInput("RelationUpdateInput", keys, created, TypeName.class::cast));
      registry.add(relationInput("RelationsUpdateInput", keys, created, TableDefinitions::list));
    }
  }

  private InputObjectTypeDefinition relationInput(
      String suffix, boolean keys, boolean created, Function<TypeName, Type<?>> many) {
    InputObjectTypeDefinition.Builder type =
        InputObjectTypeDefinition.newInputObjectDefinition().name(name + suffix);
    Type<?> key = many.apply(named(name + "KeyFilter"));
    if (keys) {
      type.inputValueDefinition(input("connect", key));
    }
    if (created) {
      type.inputValueDefinition(input("create", many.apply(named(name + "CreateInput"))));
    }
    if (keys && suffix.contains("Update")) {
      type.inputValueDefinition(input("disconnect", key));
      type.inputValueDefinition(input("reconnect", key));
    }
    return type.build();
  }

  /** Adds the inputs of the table's own mutations, and answers the fields. */
  List<FieldDefinition> add(TypeDefinitionRegistry registry) {
    List<Column> key = table.primaryKey().map(Key::columns).orElseThrow();
    List<Column> writable = table.columns().stream().filter(table::accepts).toList();
    Stream<Column> changeable = Stream.concat(key.stream(), writable.stream()).distinct();
    boolean unique = registry.hasType(named(name + "KeyFilter"));
    registry.add(inputs("UpdateInput", changeable, relations("UpdateInput")));
    registry.add(inputs("DeleteInput", key.stream(), Stream.of()));
    InputValueDefinition update = data(required(named(name + "UpdateInput")));
    InputValueDefinition filter = input("filter", required(named(name + "Filter")));
    List<FieldDefinition> fields = new ArrayList<>();
    if (!writable.isEmpty()) {
      registry.add(inputs("CreateInput", writable.stream(), relations("Input")));
      TypeName create = named(name + "CreateInput");
      fields.add(field(table.names().create(), named(name), data(required(create))));
      fields.add(
          field(
              table.names().createMany(),
              named(name + "ListResponse"),
              data(required(list(create)))));
      if (unique) {
        fields.add(
            field(
                table.names().upsert(),
                named(name),
                input("filter", required(named(name + "KeyFilter"))),
                input("create", required(create)),
                input("update", required(named(name + "UpdateInput")))));
      }
    }
    fields.add(field(table.names().update(), named(name), keyed(update, unique)));
    fields.add(field(table.names().updateByFilter(), named(name + "ListResponse"), update, filter));
    InputValueDefinition[] row = keyed(data(named(name + "DeleteInput")), unique);
    fields.add(field(table.names().delete(), named(SUCCESS), row));
    fields.add(field(table.names().deleteByFilter(), named(SUCCESS), filter));
    if (table.softDelete() != null) {
      fields.add(field(table.names().restore(), named(name), row));
    }
    return fields;
  }

  private Stream<InputValueDefinition> relations(String suffix) {
    return table.relations().stream()
        .flatMap(relation -> WritableRelation.of(catalog, relation).stream())
        .map(found -> {
          String target = found.target().names().type();
          String kind = found.relation().toMany() ? "Relations" : "Relation";
          return input(found.relation().field(), named(target + kind + suffix));
        });
  }

  private InputValueDefinition[] keyed(InputValueDefinition data, boolean unique) {
    return unique
        ? new InputValueDefinition[] {data, input("filter", named(name + "KeyFilter"))}
        : new InputValueDefinition[] {data};
  }

  private InputObjectTypeDefinition inputs(
      String suffix, Stream<Column> columns, Stream<InputValueDefinition> relations) {
    return InputObjectTypeDefinition.newInputObjectDefinition()
        .name(name + suffix)
        .inputValueDefinitions(
            Stream.concat(
                    columns.map(column -> input(column.field(), types.apply(column.type()))),
                    relations)
                .toList())
        .build();
  }

  private static InputValueDefinition data(Type<?> type) {
    return input("data", type);
  }

  private static FieldDefinition field(
      String name, Type<?> type, InputValueDefinition... arguments) {
    return FieldDefinition.newFieldDefinition()
        .name(name)
        .type(type)
        .inputValueDefinitions(List.of(arguments))
        .build();
  }
}
