package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.Shapes.argument;
import static dev.freehold.api.graphql.tables.Shapes.field;
import static dev.freehold.api.graphql.tables.Shapes.input;
import static dev.freehold.api.graphql.tables.Shapes.list;
import static dev.freehold.api.graphql.tables.Shapes.named;
import static dev.freehold.api.graphql.tables.Shapes.required;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.WritableRelation;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeReference;
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
  private final Function<ColumnType, GraphQLType> types;

  MutationDefinitions(Catalog catalog, Table table, Function<ColumnType, GraphQLType> types) {
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
  void addRelationInputs(DefinedTypes defined) {
    boolean keys = WritableRelation.keyColumns(table).findAny().isPresent();
    boolean created = WritableRelation.creatable(table);
    if (keys) {
      defined.add(inputs("KeyFilter", WritableRelation.keyColumns(table), Stream.of()));
    }
    if (keys || created) {
      defined.add(relationInput("RelationInput", keys, created, GraphQLType.class::cast));
      defined.add(relationInput("RelationsInput", keys, created, Shapes::list));
      defined.add(relationInput("RelationUpdateInput", keys, created, GraphQLType.class::cast));
      defined.add(relationInput("RelationsUpdateInput", keys, created, Shapes::list));
    }
  }

  private GraphQLInputObjectType relationInput(
      String suffix,
      boolean keys,
      boolean created,
      Function<GraphQLTypeReference, GraphQLType> many) {
    GraphQLInputObjectType.Builder type = Shapes.inputs(name + suffix);
    GraphQLType key = many.apply(named(name + "KeyFilter"));
    if (keys) {
      type.field(input("connect", key));
    }
    if (created) {
      type.field(input("create", many.apply(named(name + "CreateInput"))));
    }
    if (keys && suffix.contains("Update")) {
      type.field(input("disconnect", key));
      type.field(input("reconnect", key));
    }
    return type.build();
  }

  /** Adds the inputs of the table's own mutations, and answers the fields. */
  List<GraphQLFieldDefinition> add(DefinedTypes defined) {
    List<Column> key = table.primaryKey().map(Key::columns).orElseThrow();
    List<Column> writable = table.columns().stream().filter(table::accepts).toList();
    Stream<Column> changeable = Stream.concat(key.stream(), writable.stream()).distinct();
    boolean unique = defined.has(name + "KeyFilter");
    defined.add(inputs("UpdateInput", changeable, relations("UpdateInput")));
    defined.add(inputs("DeleteInput", key.stream(), Stream.of()));
    GraphQLArgument update = data(required(named(name + "UpdateInput")));
    GraphQLArgument filter = argument("filter", required(named(name + "Filter")));
    List<GraphQLFieldDefinition> fields = new ArrayList<>();
    if (!writable.isEmpty()) {
      defined.add(inputs("CreateInput", writable.stream(), relations("Input")));
      GraphQLTypeReference create = named(name + "CreateInput");
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
                argument("filter", required(named(name + "KeyFilter"))),
                argument("create", required(create)),
                argument("update", required(named(name + "UpdateInput")))));
      }
    }
    fields.add(field(table.names().update(), named(name), keyed(update, unique)));
    fields.add(field(table.names().updateByFilter(), named(name + "ListResponse"), update, filter));
    GraphQLArgument[] row = keyed(data(named(name + "DeleteInput")), unique);
    fields.add(field(table.names().delete(), named(SUCCESS), row));
    fields.add(field(table.names().deleteByFilter(), named(SUCCESS), filter));
    if (table.softDelete() != null) {
      fields.add(field(table.names().restore(), named(name), row));
    }
    return fields;
  }

  private Stream<GraphQLInputObjectField> relations(String suffix) {
    return table.relations().stream()
        .flatMap(relation -> WritableRelation.of(catalog, relation).stream())
        .map(found -> {
          String target = found.target().names().type();
          String kind = found.relation().toMany() ? "Relations" : "Relation";
          return input(found.relation().field(), named(target + kind + suffix));
        });
  }

  private GraphQLArgument[] keyed(GraphQLArgument data, boolean unique) {
    return unique
        ? new GraphQLArgument[] {data, argument("filter", named(name + "KeyFilter"))}
        : new GraphQLArgument[] {data};
  }

  private GraphQLInputObjectType inputs(
      String suffix, Stream<Column> columns, Stream<GraphQLInputObjectField> relations) {
    return Shapes.inputs(name + suffix)
        .fields(
            Stream.concat(
                    columns.map(column -> input(column.field(), types.apply(column.type()))),
                    relations)
                .toList())
        .build();
  }

  private static GraphQLArgument data(GraphQLType type) {
    return argument("data", type);
  }
}
