package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.TableDefinitions.input;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.UsersColumns;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeExtensionDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts the table Users in the place of what the platform's own schema says of users where there is
 * no such table in the catalog. The type itself stays, and gets what the owner added.
 */
final class UserDefinitions {
  private static final List<String> REPLACED =
      List.of("UserListResponse", "UserFilter", "UserSort", "UserOrderBy");

  private final Table users;
  private final TypeDefinitionRegistry types;
  private final Function<ColumnType, Type<?>> type;

  UserDefinitions(Table users, TypeDefinitionRegistry types, Function<ColumnType, Type<?>> type) {
    this.users = users;
    this.types = types;
    this.type = type;
  }

  /** Whether the owner made it: a column, or a relation of one. */
  static boolean added(Table users, String field) {
    return users.relation(field).isPresent() || column(users, field);
  }

  private static boolean column(Table users, String field) {
    return users.field(field).filter(UserDefinitions::added).isPresent();
  }

  private static boolean added(Column column) {
    return !UsersColumns.CONTRACT.contains(column.name());
  }

  /**
   * Replaces what the platform's schema has.
   *
   * @param list the arguments of lists of users
   */
  void replace(List<FieldDefinition> fields, List<InputValueDefinition> list) {
    REPLACED.forEach(name -> types.getType(new TypeName(name)).ifPresent(types::remove));
    List<ObjectTypeExtensionDefinition> queries =
        List.copyOf(types.objectTypeExtensions().getOrDefault("Query", List.of()));
    queries.forEach(query -> types.remove("Query", query));
    for (ObjectTypeExtensionDefinition query : queries) {
      List<FieldDefinition> fieldsOfIt =
          query.getFieldDefinitions().stream().map(field -> query(field, list)).toList();
      types.add(query.transformExtension(builder -> builder.fieldDefinitions(fieldsOfIt)));
    }
    extend("User", fields);
    List<InputValueDefinition> inputs =
        users.columns().stream()
            .filter(column -> added(column) && users.accepts(column))
            .map(column -> input(column.field(), type.apply(column.type())))
            .toList();
    if (!inputs.isEmpty()) {
      types.add(
          InputObjectTypeExtensionDefinition.newInputObjectTypeExtensionDefinition()
              .name("UserUpdateInput")
              .inputValueDefinitions(inputs)
              .build());
    }
  }

  private FieldDefinition query(FieldDefinition field, List<InputValueDefinition> list) {
    if (field.getName().equals(users.names().list())) {
      return field.transform(builder -> builder.inputValueDefinitions(list));
    }
    if (!field.getName().equals(users.names().one())) {
      return field;
    }
    Stream<InputValueDefinition> keys =
        MutationDefinitions.uniqueColumns(users)
            .filter(UserDefinitions::added)
            .map(column -> input(column.field(), type.apply(column.type())));
    List<InputValueDefinition> arguments = new ArrayList<>(field.getInputValueDefinitions());
    keys.forEach(arguments::add);
    return field.transform(builder -> builder.inputValueDefinitions(arguments));
  }

  private void extend(String name, List<FieldDefinition> fields) {
    List<FieldDefinition> own =
        fields.stream().filter(field -> added(users, field.getName())).toList();
    if (!own.isEmpty()) {
      types.add(
          ObjectTypeExtensionDefinition.newObjectTypeExtensionDefinition()
              .name(name)
              .fieldDefinitions(own)
              .build());
    }
  }
}
