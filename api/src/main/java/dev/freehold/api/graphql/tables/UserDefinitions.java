package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.Shapes.argument;
import static dev.freehold.api.graphql.tables.Shapes.input;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.UsersColumns;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts the table Users in the place of what the platform's own schema says of users where there is
 * no such table in the catalog. The type itself stays, and gets what the owner added.
 */
final class UserDefinitions {
  private static final List<String> REPLACED =
      List.of("UserListResponse", "UserFilter", "UserSort", "UserOrderBy");

  private final Table users;
  private final DefinedTypes types;
  private final Function<ColumnType, GraphQLType> type;

  UserDefinitions(Table users, DefinedTypes types, Function<ColumnType, GraphQLType> type) {
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
   * Has the table's types take the place of the platform's.
   *
   * @param fields of a row
   */
  void extend(List<GraphQLFieldDefinition> fields) {
    REPLACED.forEach(types::replaced);
    GraphQLObjectType user = (GraphQLObjectType) types.replaced("User");
    List<GraphQLFieldDefinition> own =
        fields.stream().filter(field -> added(users, field.getName())).toList();
    types.add(user.transform(builder -> builder.fields(own)));
    GraphQLInputObjectType update = (GraphQLInputObjectType) types.replaced("UserUpdateInput");
    List<GraphQLInputObjectField> inputs =
        users.columns().stream()
            .filter(column -> added(column) && users.accepts(column))
            .map(column -> input(column.field(), type.apply(column.type())))
            .toList();
    types.add(update.transform(builder -> builder.fields(inputs)));
  }

  /**
   * The platform's queries, of the table.
   *
   * @param list the arguments of lists of users
   */
  List<GraphQLFieldDefinition> queries(List<GraphQLArgument> list) {
    GraphQLFieldDefinition one = platform(users.names().one());
    List<GraphQLArgument> keys = new ArrayList<>(one.getArguments());
    MutationDefinitions.uniqueColumns(users)
        .filter(UserDefinitions::added)
        .map(column -> argument(column.field(), type.apply(column.type())))
        .forEach(keys::add);
    return List.of(
        one.transform(field -> field.replaceArguments(keys)),
        platform(users.names().list()).transform(field -> field.replaceArguments(list)));
  }

  private GraphQLFieldDefinition platform(String query) {
    return ((GraphQLObjectType) types.platform("Query")).getFieldDefinition(query);
  }
}
