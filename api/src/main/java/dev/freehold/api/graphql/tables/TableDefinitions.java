package dev.freehold.api.graphql.tables;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.EnumType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.data.WritableRelation;
import dev.freehold.api.filter.Predicate;
import graphql.language.Description;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the types of GraphQL that go with the tables of a catalog. */
public final class TableDefinitions {
  private final Catalog catalog;
  private final TypeDefinitionRegistry types;
  private final Map<String, ColumnType> predicates = new LinkedHashMap<>();
  private final AggregateDefinitions aggregates;
  private final GroupDefinitions groups;

  private TableDefinitions(Catalog catalog, TypeDefinitionRegistry types) {
    this.catalog = catalog;
    this.types = types;
    this.aggregates = new AggregateDefinitions(types, this::type);
    this.groups = new GroupDefinitions(catalog, types, this::predicateOf, this::type);
  }

  /** Adds them; scalars that they need and that are not there yet as well. */
  public static void add(Catalog catalog, TypeDefinitionRegistry types) {
    new TableDefinitions(catalog, types).add();
  }

  private void add() {
    List<FieldDefinition> queries = new ArrayList<>();
    List<FieldDefinition> mutations = new ArrayList<>();
    List<FieldDefinition> subscriptions = new ArrayList<>();
    for (Table table : catalog.tables()) {
      MutationDefinitions inputs = new MutationDefinitions(catalog, table, this::type);
      inputs.addRelationInputs(types);
      if (table.id().equals(TableId.USERS)) {
        new UserDefinitions(table, types, this::type)
            .replace(row(table).getFieldDefinitions(), listArguments(table));
      } else {
        types.add(row(table));
        queries.addAll(queries(table));
      }
      types.add(GroupDefinitions.page(table));
      aggregates.add(table);
      groups.add(table);
      types.add(filter(table));
      types.add(relationFilter(table));
      types.add(sort(table));
      types.add(scalar(table.names().type() + "OrderBy", "Like `title_ASC` or `title_DESC`."));
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
    extend("Query", queries);
    extend("Mutation", mutations);
    extend("Subscription", subscriptions);
  }

  private void extend(String root, List<FieldDefinition> fields) {
    if (!fields.isEmpty()) {
      types.add(
          ObjectTypeExtensionDefinition.newObjectTypeExtensionDefinition()
              .name(root)
              .fieldDefinitions(fields)
              .build());
    }
  }

  private ObjectTypeDefinition row(Table table) {
    ObjectTypeDefinition.Builder type =
        ObjectTypeDefinition.newObjectTypeDefinition()
            .name(table.names().type())
            .description(described(table.description()));
    for (Column column : table.columns()) {
      // A cell that is hidden from the caller is null, whatever the column says.
      type.fieldDefinition(
          FieldDefinition.newFieldDefinition()
              .name(column.field())
              .type(type(column.type()))
              .description(described(column.description()))
              .build());
    }
    for (Relation relation : table.relations()) {
      type.fieldDefinition(relation(relation));
    }
    return type.build();
  }

  private FieldDefinition relation(Relation relation) {
    Table target = catalog.get(relation.target());
    FieldDefinition.Builder field = FieldDefinition.newFieldDefinition().name(relation.field());
    return relation.toMany()
        ? field
            .type(required(named(target.names().type() + "ListResponse")))
            .inputValueDefinitions(listArguments(target))
            .build()
        : field.type(named(target.names().type())).build();
  }

  private List<FieldDefinition> queries(Table table) {
    List<FieldDefinition> fields = new ArrayList<>();
    List<InputValueDefinition> keys =
        MutationDefinitions.uniqueColumns(table)
            .map(column -> input(column.field(), type(column.type())))
            .toList();
    if (!keys.isEmpty()) {
      fields.add(
          FieldDefinition.newFieldDefinition()
              .name(table.names().one())
              .type(named(table.names().type()))
              .inputValueDefinitions(keys)
              .build());
    }
    fields.add(
        FieldDefinition.newFieldDefinition()
            .name(table.names().list())
            .type(named(table.names().type() + "ListResponse"))
            .inputValueDefinitions(listArguments(table))
            .build());
    return fields;
  }

  static List<InputValueDefinition> listArguments(Table table) {
    String type = table.names().type();
    List<InputValueDefinition> arguments = new ArrayList<>();
    arguments.add(input("filter", named(type + "Filter")));
    arguments.add(input("sort", list(named(type + "Sort"))));
    arguments.add(input("orderBy", list(named(type + "OrderBy"))));
    for (String name : List.of("first", "last", "skip")) {
      arguments.add(input(name, named("Int")));
    }
    for (String name : List.of("after", "before")) {
      arguments.add(input(name, named("ID")));
    }
    arguments.add(input("groupBy", named(type + "GroupBy")));
    return arguments;
  }

  private InputObjectTypeDefinition filter(Table table) {
    String name = table.names().type() + "Filter";
    InputObjectTypeDefinition.Builder type =
        InputObjectTypeDefinition.newInputObjectDefinition().name(name);
    type.inputValueDefinition(input("AND", list(named(name))));
    type.inputValueDefinition(input("OR", list(named(name))));
    type.inputValueDefinition(input("NOT", named(name)));
    for (Column column : table.columns()) {
      type.inputValueDefinition(input(column.field(), named(predicateOf(column.type()))));
    }
    for (Relation relation : table.relations()) {
      String target = catalog.get(relation.target()).names().type();
      type.inputValueDefinition(
          input(
              relation.field(), named(target + (relation.toMany() ? "RelationFilter" : "Filter"))));
    }
    return type.build();
  }

  private static InputObjectTypeDefinition relationFilter(Table table) {
    String type = table.names().type();
    return InputObjectTypeDefinition.newInputObjectDefinition()
        .name(type + "RelationFilter")
        .inputValueDefinition(input("some", named(type + "Filter")))
        .inputValueDefinition(input("every", named(type + "Filter")))
        .inputValueDefinition(input("none", named(type + "Filter")))
        .build();
  }

  private InputObjectTypeDefinition sort(Table table) {
    InputObjectTypeDefinition.Builder type =
        InputObjectTypeDefinition.newInputObjectDefinition().name(table.names().type() + "Sort");
    for (Column column : table.columns()) {
      if (column.type().sortable()) {
        type.inputValueDefinition(input(column.field(), named("SortOrder")));
      }
    }
    for (Relation relation : table.relations()) {
      if (!relation.toMany()) {
        String target = catalog.get(relation.target()).names().type();
        type.inputValueDefinition(input(relation.field(), named(target + "Sort")));
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
    if (!types.hasType(new TypeName(name))) {
      predicates.putIfAbsent(name, type);
    }
    return name;
  }

  private InputObjectTypeDefinition predicate(String name, ColumnType type) {
    InputObjectTypeDefinition.Builder definition =
        InputObjectTypeDefinition.newInputObjectDefinition().name(name);
    TypeName value = named(scalarName(type));
    for (Predicate predicate : Predicate.of(type)) {
      Type<?> operand =
          switch (predicate.operator()) {
            case EMPTY -> named("Boolean");
            case IN -> list(value);
            case MATCHES -> named("String");
            default -> value;
          };
      definition.inputValueDefinition(input(predicate.text(), operand));
    }
    return definition.build();
  }

  private Type<?> type(ColumnType type) {
    TypeName one = named(scalarName(type));
    return type.array() ? new ListType(one) : one;
  }

  private String scalarName(ColumnType type) {
    String name = type.graphQlName();
    if (type.enumType() == null && !TableScalars.BUILT_IN.contains(name)) {
      if (types.scalars().get(name) == null) {
        types.add(scalar(name, TableScalars.description(name)));
      }
    }
    return name;
  }

  private static EnumTypeDefinition enumeration(EnumType type) {
    return EnumTypeDefinition.newEnumTypeDefinition()
        .name(type.type())
        .enumValueDefinitions(
            type.values().stream()
                .map(value ->
                    EnumValueDefinition.newEnumValueDefinition().name(value.name()).build())
                .toList())
        .build();
  }

  private static ScalarTypeDefinition scalar(String name, String description) {
    return ScalarTypeDefinition.newScalarTypeDefinition()
        .name(name)
        .description(described(description))
        .build();
  }

  static InputValueDefinition input(String name, Type<?> type) {
    return InputValueDefinition.newInputValueDefinition().name(name).type(type).build();
  }

  static TypeName named(String name) {
    return new TypeName(name);
  }

  static Type<?> required(Type<?> type) {
    return new NonNullType(type);
  }

  static ListType list(TypeName element) {
    return new ListType(new NonNullType(element));
  }

  private static Description described(String text) {
    return text == null ? null : new Description(text, null, true);
  }
}
