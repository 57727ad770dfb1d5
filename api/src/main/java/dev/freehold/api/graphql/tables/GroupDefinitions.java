package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.Shapes.field;
import static dev.freehold.api.graphql.tables.Shapes.input;
import static dev.freehold.api.graphql.tables.Shapes.inputs;
import static dev.freehold.api.graphql.tables.Shapes.list;
import static dev.freehold.api.graphql.tables.Shapes.named;
import static dev.freehold.api.graphql.tables.Shapes.object;
import static dev.freehold.api.graphql.tables.Shapes.required;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the input {@code groupBy} and the type of a group. Names and shapes are those of 8base: a
 * group's values are asked for by the names that the input gives them, as the types they shall
 * have.
 */
final class GroupDefinitions {
  /** The type of a group. */
  static final String RESPONSE = "GroupByResponse";

  /** What stands for the rows of a group in the input; nothing has to be said of them. */
  static final String ROWS = "_group";

  /** The types that all tables share. */
  static final Set<String> SHARED =
      Set.of(
          RESPONSE,
          "GroupByField",
          "GroupByFieldFunction",
          "GroupIdentifiersGroupByField",
          "AggregationFunctionType",
          "GroupBySort",
          "Having",
          "ValueAggregates");

  /** The types in which a group's values can be asked for. */
  private static final Set<Scalar> VALUES =
      EnumSet.of(
          Scalar.ID,
          Scalar.STRING,
          Scalar.INT,
          Scalar.BIGINT,
          Scalar.FLOAT,
          Scalar.NUMERIC,
          Scalar.BOOLEAN,
          Scalar.DATE,
          Scalar.TIME,
          Scalar.TIMETZ,
          Scalar.DATETIME,
          Scalar.LOCAL_DATETIME,
          Scalar.INTERVAL);

  private static final Map<String, ColumnType> KINDS = kinds();

  private final Catalog catalog;
  private final DefinedTypes types;
  private final Function<ColumnType, String> predicates;
  private final Function<ColumnType, GraphQLType> type;
  private final Function<Table, List<GraphQLArgument>> listArguments;
  private final GraphQLObjectType.Builder response = object(RESPONSE);

  GroupDefinitions(
      Catalog catalog,
      DefinedTypes types,
      Function<ColumnType, String> predicates,
      Function<ColumnType, GraphQLType> type,
      Function<Table, List<GraphQLArgument>> listArguments) {
    this.catalog = catalog;
    this.types = types;
    this.predicates = predicates;
    this.type = type;
    this.listArguments = listArguments;
  }

  private static Map<String, ColumnType> kinds() {
    Map<String, ColumnType> kinds = new LinkedHashMap<>();
    kinds.put("int", ColumnType.of(Scalar.INT, "integer"));
    kinds.put("bigint", ColumnType.of(Scalar.BIGINT, "bigint"));
    kinds.put("decimal", ColumnType.of(Scalar.NUMERIC, "numeric"));
    kinds.put("float", ColumnType.of(Scalar.FLOAT, "double precision"));
    kinds.put("bool", ColumnType.of(Scalar.BOOLEAN, "boolean"));
    kinds.put("string", ColumnType.of(Scalar.STRING, "text"));
    kinds.put("id", ColumnType.of(Scalar.ID, "uuid"));
    kinds.put("date", ColumnType.of(Scalar.DATE, "date"));
    kinds.put("datetime", ColumnType.of(Scalar.DATETIME, "timestamptz"));
    return kinds;
  }

  void add(Table table) {
    String name = table.names().type();
    types.add(
        inputs(name + "GroupBy")
            .field(input("query", required(named(name + "GroupByQuery"))))
            .field(input("having", named("Having")))
            .field(input("sort", list(named("GroupBySort"))))
            .field(input("first", named("Int")))
            .field(input("last", named("Int")))
            .field(input("skip", named("Int")))
            .build());
    GraphQLInputObjectType.Builder query = columns(table);
    for (Relation relation : table.relations()) {
      if (!relation.toMany()) {
        String target = catalog.get(relation.target()).names().type();
        query.field(input(relation.field(), named(target + "GroupByQuery")));
      }
    }
    if (table.primaryKey().isPresent()) {
      if (table.field(ROWS).isEmpty() && table.relation(ROWS).isEmpty()) {
        query.field(input(ROWS, list(named("GroupIdentifiersGroupByField"))));
      }
      response.field(
          field(
              name + "Group", required(named(name + "ListResponse")), listArguments.apply(table)));
    }
    types.add(query.build());
  }

  /** The type of a list. */
  static GraphQLObjectType page(Table table) {
    String type = table.names().type();
    return object(type + "ListResponse")
        .field(field("count", required(named("Int"))))
        .field(field("items", required(list(named(type)))))
        .field(field("aggregates", required(named(type + "Aggregates"))))
        .field(field("groups", required(list(named(RESPONSE)))))
        .build();
  }

  private static GraphQLInputObjectType.Builder columns(Table table) {
    GraphQLInputObjectType.Builder query = inputs(table.names().type() + "GroupByQuery");
    for (Column column : table.columns()) {
      query.field(input(column.field(), list(named("GroupByField"))));
    }
    return query;
  }

  /** Adds what all tables share; after the tables. */
  void addShared() {
    if (catalog.tables().isEmpty()) {
      return;
    }
    types.add(
        inputs("GroupByField")
            .field(input("as", named("String")))
            .field(input("fn", list(named("GroupByFieldFunction"))))
            .build());
    types.add(
        inputs("GroupByFieldFunction")
            .field(input("aggregate", named("AggregationFunctionType")))
            .field(input("distinct", named("Boolean")))
            .build());
    types.add(inputs("GroupIdentifiersGroupByField").field(input("as", named("String"))).build());
    types.add(
        inputs("GroupBySort")
            .field(input("alias", required(named("String"))))
            .field(input("direction", required(named("SortOrder"))))
            .build());
    types.add(functions());
    types.add(having());
    for (Scalar value : VALUES) {
      response.field(
          field(value.graphQlName(), type.apply(ColumnType.of(value, value.graphQlName()))));
    }
    response.field(field("GroupIds", required(list(named("ID")))));
    types.add(response.build());
  }

  private static GraphQLEnumType functions() {
    GraphQLEnumType.Builder functions = GraphQLEnumType.newEnum().name("AggregationFunctionType");
    List.of("AVG", "SUM", "COUNT", "MIN", "MAX", "BOOL_AND", "BOOL_OR").forEach(functions::value);
    return functions.build();
  }

  private GraphQLInputObjectType having() {
    GraphQLInputObjectType.Builder having = inputs("Having");
    having.field(input("AND", list(named("Having"))));
    having.field(input("OR", list(named("Having"))));
    having.field(input("NOT", named("Having")));
    having.field(input("alias", named("String")));
    KINDS.forEach((kind, cells) -> having.field(input(kind, named(predicates.apply(cells)))));
    return having.build();
  }
}
