package dev.freehold.api.catalog;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a table is called in GraphQL.
 *
 * @param type like {@code Post}
 * @param one the field for one row, like {@code post}
 * @param list the field for many, like {@code postsList}
 * @param plural the subscription's field, like {@code Posts}
 */
public record TableNames(String type, String one, String list, String plural) {
  /** What the types that go with a table's are called after it, like {@code PostFilter}. */
  public static final List<String> SUFFIXES =
      List.of(
          "Filter",
          "KeyFilter",
          "RelationFilter",
          "ListResponse",
          "CreateInput",
          "UpdateInput",
          "DeleteInput",
          "RelationInput",
          "RelationsInput",
          "RelationUpdateInput",
          "RelationsUpdateInput",
          "Sort",
          "OrderBy",
          "GroupBy",
          "GroupByQuery",
          "Group",
          "Aggregates",
          "SubscriptionFilter",
          "SubscriptionPayload");

  /** The names that follow from a singular and a plural, both lowerCamelCase. */
  public static TableNames of(String singular, String plural) {
    return new TableNames(
        Words.capital(singular), singular, plural + "List", Words.capital(plural));
  }

  public String create() {
    return one + "Create";
  }

  public String createMany() {
    return one + "CreateMany";
  }

  public String update() {
    return one + "Update";
  }

  public String updateByFilter() {
    return one + "UpdateByFilter";
  }

  public String upsert() {
    return one + "Upsert";
  }

  public String delete() {
    return one + "Delete";
  }

  public String deleteByFilter() {
    return one + "DeleteByFilter";
  }

  /** Only where soft delete is on. */
  public String restore() {
    return one + "Restore";
  }

  /** Like {@code posts}. */
  String plainPlural() {
    return Words.small(plural);
  }

  /** Every type that may go with the table. */
  List<String> types() {
    return Stream.concat(Stream.of(type), SUFFIXES.stream().map(type::concat)).toList();
  }
}
