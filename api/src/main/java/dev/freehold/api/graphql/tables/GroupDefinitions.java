package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.TableDefinitions.input;
import static dev.freehold.api.graphql.tables.TableDefinitions.list;
import static dev.freehold.api.graphql.tables.TableDefinitions.named;
import static dev.freehold.api.graphql.tables.TableDefinitions.required;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.schema.idl.TypeDefinitionRegistry;
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
  private final TypeDefinitionRegistry types;
  private final Function<ColumnType, String> predicates;
  private final Function<ColumnType, Type<?>> type;
  private final ObjectTypeDefinition.Builder response =
      ObjectTypeDefinition.newObjectTypeDefinition().name(RESPONSE);

  GroupDefinitions(
      Catalog catalog,
      TypeDefinitionRegistry types,
      Function<ColumnType, String> predicates,
      Function<ColumnType, Type<?>> type) {
    this.catalog = catalog;
    this.types = types;
    this.predicates = predicates;
    this.type = type;
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
            .inputValueDefinition(input("query", required(named(name + "GroupByQuery"))))
            .inputValueDefinition(input("having", named("Having")))
            .inputValueDefinition(input("sort", list(named("GroupBySort"))))
            .inputValueDefinition(input("first", named("Int")))
            .inputValueDefinition(input("last", named("Int")))
            .inputValueDefinition(input("skip", named("Int")))
            .build());
    InputObjectTypeDefinition.Builder query = columns(table);
    for (Relation relation : table.relations()) {
      if (!relation.toMany()) {
        String target = catalog.get(relation.target()).names().type();
        query.inputValueDefinition(input(relation.field(), named(target + "GroupByQuery")));
      }
    }
    if (table.primaryKey().isPresent()) {
      if (table.field(ROWS).isEmpty() && table.relation(ROWS).isEmpty()) {
        query.inputValueDefinition(input(ROWS, list(named("GroupIdentifiersGroupByField"))));
      }
      response.fieldDefinition(
          FieldDefinition.newFieldDefinition()
              .name(name + "Group")
              .type(required(named(name + "ListResponse")))
              .inputValueDefinitions(TableDefinitions.listArguments(table))
              .build());
    }
    types.add(query.build());
  }

  /** The type of a list. */
  static ObjectTypeDefinition page(Table table) {
    String type = table.names().type();
    return ObjectTypeDefinition.newObjectTypeDefinition()
        .name(type + "ListResponse")
        .fieldDefinition(new FieldDefinition("count", required(named("Int"))))
        .fieldDefinition(new FieldDefinition("items", required(list(named(type)))))
        .fieldDefinition(new FieldDefinition("aggregates", required(named(type + "Aggregates"))))
        .fieldDefinition(new FieldDefinition("groups", required(list(named(RESPONSE)))))
        .build();
  }

  private static InputObjectTypeDefinition.Builder columns(Table table) {
    InputObjectTypeDefinition.Builder query = inputs(table.names().type() + "GroupByQuery");
    for (Column column : table.columns()) {
      query.inputValueDefinition(input(column.field(), list(named("GroupByField"))));
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
            .inputValueDefinition(input("as", named("String")))
            .inputValueDefinition(input("fn", list(named("GroupByFieldFunction"))))
            .build());
    types.add(
        inputs("GroupByFieldFunction")
            .inputValueDefinition(input("aggregate", named("AggregationFunctionType")))
            .inputValueDefinition(input("distinct", named("Boolean")))
            .build());
    types.add(
        inputs("GroupIdentifiersGroupByField")
            .inputValueDefinition(input("as", named("String")))
            .build());
    types.add(
        inputs("GroupBySort")
            .inputValueDefinition(input("alias", required(named("String"))))
            .inputValueDefinition(input("direction", required(named("SortOrder"))))
            .build());
    types.add(functions());
    types.add(having());
    for (Scalar value : VALUES) {
      response.fieldDefinition(
          new FieldDefinition(
              value.graphQlName(), type.apply(ColumnType.of(value, value.graphQlName()))));
    }
    response.fieldDefinition(new FieldDefinition("GroupIds", required(list(named("ID")))));
    types.add(response.build());
  }

  private static EnumTypeDefinition functions() {
    return EnumTypeDefinition.newEnumTypeDefinition()
        .name("AggregationFunctionType")
        .enumValueDefinitions(
            List.of("AVG", "SUM", "COUNT", "MIN", "MAX", "BOOL_AND", "BOOL_OR").stream()
                .map(name -> EnumValueDefinition.newEnumValueDefinition().name(name).build())
                .toList())
        .build();
  }

  private InputObjectTypeDefinition having() {
    InputObjectTypeDefinition.Builder having = inputs("Having");
    having.inputValueDefinition(input("AND", list(named("Having"))));
    having.inputValueDefinition(input("OR", list(named("Having"))));
    having.inputValueDefinition(input("NOT", named("Having")));
    having.inputValueDefinition(input("alias", named("String")));
    KINDS.forEach(
        (kind, cells) -> having.inputValueDefinition(input(kind, named(predicates.apply(cells)))));
    return having.build();
  }

  private static InputObjectTypeDefinition.Builder inputs(String name) {
    return InputObjectTypeDefinition.newInputObjectDefinition().name(name);
  }
}
