package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.Shapes.argument;
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
import dev.freehold.api.catalog.EnumType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.data.WritableRelation;
import dev.freehold.api.filter.Predicate;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the types of GraphQL that go with the tables of a catalog. */
public final class TableDefinitions {
  private final Catalog catalog;
  private final DefinedTypes types;
  private final Map<String, ColumnType> predicates = new LinkedHashMap<>();
  private final Map<TableId, List<GraphQLArgument>> arguments = new HashMap<>();
  private final AggregateDefinitions aggregates;
  private final GroupDefinitions groups;
  private final List<GraphQLFieldDefinition> queries = new ArrayList<>();
  private final List<GraphQLFieldDefinition> mutations = new ArrayList<>();
  private final List<GraphQLFieldDefinition> subscriptions = new ArrayList<>();

  private TableDefinitions(Catalog catalog, Map<String, GraphQLNamedType> platform) {
    this.catalog = catalog;
    this.types = new DefinedTypes(platform);
    this.aggregates = new AggregateDefinitions(types, this::type);
    this.groups =
        new GroupDefinitions(catalog, types, this::predicateOf, this::type, this::listArguments);
  }

  /**
   * Makes them, with the scalars that they need and that the platform has not.
   *
   * @param platform the platform's own types, by their names; they name each other
   */
  public static TableTypes of(Catalog catalog, Map<String, GraphQLNamedType> platform) {
    TableDefinitions definitions = new TableDefinitions(catalog, platform);
    definitions.add();
    return new TableTypes(
        definitions.types.all(),
        definitions.queries,
        definitions.mutations,
        definitions.subscriptions);
  }

  private void add() {
    List.of("ID", "Int").forEach(this::require);
    for (Table table : catalog.tables()) {
      MutationDefinitions inputs = new MutationDefinitions(catalog, table, this::type);
      inputs.addRelationInputs(types);
      if (table.id().equals(TableId.USERS)) {
        UserDefinitions users = new UserDefinitions(table, types, this::type);
        users.extend(row(table).getFieldDefinitions());
        queries.addAll(users.queries(listArguments(table)));
      } else {
        types.add(row(table));
        addQueries(table);
      }
      types.add(GroupDefinitions.page(table));
      aggregates.add(table);
      groups.add(table);
      types.add(filter(table));
      types.add(relationFilter(table));
      types.add(sort(table));
      types.add(
          TableScalars.of(table.names().type() + "OrderBy", "Like `title_ASC` or `title_DESC`."));
      if (WritableRelation.writable(table)) {
        mutations.addAll(inputs.add(types));
      }
      if (WritableRelation.writable(table) || table.id().equals(TableId.USERS)) {
        subscriptions.add(SubscriptionDefinitions.add(table, types));
      }
    }
    groups.addShared();
    catalog.enums().forEach(one -> types.add(enumeration(one)));
    predicates.forEach((name, type) -> types.add(predicate(name, type)));
  }

  private GraphQLObjectType row(Table table) {
    GraphQLObjectType.Builder type = object(table.names().type()).description(table.description());
    for (Column column : table.columns()) {
      // A cell that is hidden from the caller is null, whatever the column says.
      type.field(
          field(column.field(), type(column.type()))
              .transform(field -> field.description(column.description())));
    }
    for (Relation relation : table.relations()) {
      type.field(relation(relation));
    }
    return type.build();
  }

  private GraphQLFieldDefinition relation(Relation relation) {
    Table target = catalog.get(relation.target());
    String type = target.names().type();
    return relation.toMany()
        ? field(relation.field(), required(named(type + "ListResponse")), listArguments(target))
        : field(relation.field(), named(type));
  }

  private void addQueries(Table table) {
    String type = table.names().type();
    List<GraphQLArgument> keys =
        MutationDefinitions.uniqueColumns(table)
            .map(column -> argument(column.field(), type(column.type())))
            .toList();
    if (!keys.isEmpty()) {
      queries.add(field(table.names().one(), named(type), keys));
    }
    queries.add(field(table.names().list(), named(type + "ListResponse"), listArguments(table)));
  }

  /** The same ones wherever the table's rows are listed. */
  private List<GraphQLArgument> listArguments(Table table) {
    List<GraphQLArgument> known = arguments.get(table.id());
    if (known != null) {
      return known;
    }
    String type = table.names().type();
    List<GraphQLArgument> made = new ArrayList<>();
    made.add(argument("filter", named(type + "Filter")));
    made.add(argument("sort", list(named(type + "Sort"))));
    made.add(argument("orderBy", list(named(type + "OrderBy"))));
    for (String name : List.of("first", "last", "skip")) {
      made.add(argument(name, named("Int")));
    }
    for (String name : List.of("after", "before")) {
      made.add(argument(name, named("ID")));
    }
    made.add(argument("groupBy", named(type + "GroupBy")));
    arguments.put(table.id(), made);
    return made;
  }

  private GraphQLInputObjectType filter(Table table) {
    String name = table.names().type() + "Filter";
    GraphQLInputObjectType.Builder type = inputs(name);
    type.field(input("AND", list(named(name))));
    type.field(input("OR", list(named(name))));
    type.field(input("NOT", named(name)));
    for (Column column : table.columns()) {
      type.field(input(column.field(), named(predicateOf(column.type()))));
    }
    for (Relation relation : table.relations()) {
      String target = catalog.get(relation.target()).names().type();
      type.field(
          input(
              relation.field(), named(target + (relation.toMany() ? "RelationFilter" : "Filter"))));
    }
    return type.build();
  }

  private static GraphQLInputObjectType relationFilter(Table table) {
    String type = table.names().type();
    return inputs(type + "RelationFilter")
        .field(input("some", named(type + "Filter")))
        .field(input("every", named(type + "Filter")))
        .field(input("none", named(type + "Filter")))
        .build();
  }

  private GraphQLInputObjectType sort(Table table) {
    GraphQLInputObjectType.Builder type = inputs(table.names().type() + "Sort");
    for (Column column : table.columns()) {
      if (column.type().sortable()) {
        type.field(input(column.field(), named("SortOrder")));
      }
    }
    for (Relation relation : table.relations()) {
      if (!relation.toMany()) {
        String target = catalog.get(relation.target()).names().type();
        type.field(input(relation.field(), named(target + "Sort")));
      }
    }
    return type.build();
  }

  private String predicateOf(ColumnType type) {
    String name =
        switch (type.scalar()) {
          case ID -> "Key";
          case JSON -> type.sqlType().equals("jsonb") ? "JSON" : "JSONText";
          default -> type.graphQlName();
        };
    name += type.array() ? "ArrayPredicate" : "Predicate";
    if (!types.has(name)) {
      predicates.putIfAbsent(name, type);
    }
    return name;
  }

  private GraphQLInputObjectType predicate(String name, ColumnType type) {
    GraphQLInputObjectType.Builder definition = inputs(name);
    GraphQLTypeReference value = named(scalarName(type));
    for (Predicate predicate : Predicate.of(type)) {
      GraphQLType operand =
          switch (predicate.operator()) {
            case EMPTY -> named("Boolean");
            case IN -> list(value);
            case MATCHES -> named("String");
            default -> value;
          };
      definition.field(input(predicate.text(), operand));
    }
    return definition.build();
  }

  private GraphQLType type(ColumnType type) {
    GraphQLTypeReference one = named(scalarName(type));
    return type.array() ? GraphQLList.list(one) : one;
  }

  private String scalarName(ColumnType type) {
    String name = type.graphQlName();
    if (type.enumType() == null) {
      require(name);
    }
    return name;
  }

  private void require(String scalar) {
    if (!types.has(scalar)) {
      types.add(TableScalars.of(scalar));
    }
  }

  private static GraphQLEnumType enumeration(EnumType type) {
    GraphQLEnumType.Builder definition = GraphQLEnumType.newEnum().name(type.type());
    type.values().forEach(value -> definition.value(value.name()));
    return definition.build();
  }
}
