package dev.freehold.api.catalog;

/**
 * What a table is called in GraphQL.
 *
 * @param type like {@code Post}
 * @param one the field for one row, like {@code post}
 * @param list the field for many, like {@code postsList}
 * @param plural the subscription's field, like {@code Posts}
 */
public record TableNames(String type, String one, String list, String plural) {
  /** The names that follow from a singular and a plural, both lowerCamelCase. */
  public static TableNames of(String singular, String plural) {
    return new TableNames(upper(singular), singular, plural + "List", upper(plural));
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

  private static String upper(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
