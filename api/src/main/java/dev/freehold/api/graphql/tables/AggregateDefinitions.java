package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.Shapes.argument;
import static dev.freehold.api.graphql.tables.Shapes.field;
import static dev.freehold.api.graphql.tables.Shapes.list;
import static dev.freehold.api.graphql.tables.Shapes.named;
import static dev.freehold.api.graphql.tables.Shapes.object;
import static dev.freehold.api.graphql.tables.Shapes.required;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.Aggregate;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import java.util.function.Function;

/** Writes a table's type of aggregates: a field for each column, typed by what the column holds. */
final class AggregateDefinitions {
  private final DefinedTypes types;
  private final Function<ColumnType, GraphQLType> type;

  AggregateDefinitions(DefinedTypes types, Function<ColumnType, GraphQLType> type) {
    this.types = types;
    this.type = type;
  }

  void add(Table table) {
    GraphQLObjectType.Builder all = object(table.names().type() + "Aggregates");
    for (Column column : table.columns()) {
      all.field(field(column.field(), required(named(typeOf(column.type())))));
    }
    types.add(all.build());
  }

  /** One type for all columns that hold the same. */
  private String typeOf(ColumnType cells) {
    String name = Aggregate.typeName(cells);
    if (!types.has(name)) {
      GraphQLObjectType.Builder definition = object(name);
      for (Aggregate aggregate : Aggregate.of(cells)) {
        definition.field(of(aggregate, aggregate.result(cells).orElseThrow()));
      }
      types.add(definition.build());
    }
    return name;
  }

  private GraphQLFieldDefinition of(Aggregate aggregate, ColumnType result) {
    String name = aggregate.field();
    return switch (aggregate) {
      case COUNT, COUNT_DISTINCT -> field(name, required(named("Int")));
      case DISTINCT ->
          field(name, required(list(named(result.graphQlName()))), argument("first", named("Int")));
      default -> field(name, type.apply(result));
    };
  }
}
