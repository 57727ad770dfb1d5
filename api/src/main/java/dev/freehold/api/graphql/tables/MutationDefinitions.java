package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.TableDefinitions.input;
import static dev.freehold.api.graphql.tables.TableDefinitions.list;
import static dev.freehold.api.graphql.tables.TableDefinitions.named;
import static dev.freehold.api.graphql.tables.TableDefinitions.required;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Type;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the mutations of a table and the inputs that they take. */
final class MutationDefinitions {
  private static final String SUCCESS = "SuccessResponse";

  private final Table table;
  private final String name;
  private final Function<ColumnType, Type<?>> types;

  MutationDefinitions(Table table, Function<ColumnType, Type<?>> types) {
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

  /** Adds the inputs, and answers the fields. */
  List<FieldDefinition> add(TypeDefinitionRegistry registry) {
    List<Column> key = table.primaryKey().map(Key::columns).orElseThrow();
    List<Column> writable = table.columns().stream().filter(Column::writable).toList();
    List<Column> changeable = Stream.concat(key.stream(), writable.stream()).distinct().toList();
    boolean unique = uniqueColumns(table).findAny().isPresent();
    List<FieldDefinition> fields = new ArrayList<>();
    if (!writable.isEmpty()) {
      registry.add(inputs("CreateInput", writable));
      fields.add(
          field(table.names().create(), named(name), data(required(named(name + "CreateInput")))));
      fields.add(
          field(
              table.names().createMany(),
              named(name + "ListResponse"),
              data(required(list(named(name + "CreateInput"))))));
    }
    if (unique) {
      registry.add(inputs("KeyFilter", uniqueColumns(table).toList()));
    }
    registry.add(inputs("UpdateInput", changeable));
    registry.add(inputs("DeleteInput", key));
    InputValueDefinition update = data(required(named(name + "UpdateInput")));
    InputValueDefinition filter = input("filter", required(named(name + "Filter")));
    fields.add(field(table.names().update(), named(name), keyed(update, unique)));
    fields.add(
        field(
            table.names().updateByFilter(), named(name + "ListResponse"), List.of(update, filter)));
    fields.add(
        field(
            table.names().delete(),
            named(SUCCESS),
            keyed(data(named(name + "DeleteInput")), unique)));
    fields.add(field(table.names().deleteByFilter(), named(SUCCESS), List.of(filter)));
    return fields;
  }

  private List<InputValueDefinition> keyed(InputValueDefinition data, boolean unique) {
    return unique ? List.of(data, input("filter", named(name + "KeyFilter"))) : List.of(data);
  }

  private InputObjectTypeDefinition inputs(String suffix, List<Column> columns) {
    return InputObjectTypeDefinition.newInputObjectDefinition()
        .name(name + suffix)
        .inputValueDefinitions(
            columns.stream()
                .map(column -> input(column.field(), types.apply(column.type())))
                .toList())
        .build();
  }

  private static InputValueDefinition data(Type<?> type) {
    return input("data", type);
  }

  private static FieldDefinition field(String name, Type<?> type, InputValueDefinition argument) {
    return field(name, type, List.of(argument));
  }

  private static FieldDefinition field(
      String name, Type<?> type, List<InputValueDefinition> arguments) {
    return FieldDefinition.newFieldDefinition()
        .name(name)
        .type(type)
        .inputValueDefinitions(arguments)
        .build();
  }
}
