package dev.freehold.api.user;

import dev.freehold.api.operation.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which SQL stands for a field of {@code User}. */
final class UserColumns {
  /** Whoever is disabled at all his issuers is disabled, whatever his row says. */
  static final String STATUS =
      """
      (case when u.status = 'ACTIVE' and (
         exists (select 1 from freehold.identities i where i.user_id = u.id and i.enabled)
         or not exists (select 1 from freehold.identities i where i.user_id = u.id))
       then 'ACTIVE' else 'DISABLED' end)\
      """;

  private static final Map<String, String> COLUMNS =
      Map.of(
          "id", "u.id",
          "email", "u.email",
          "firstName", "u.first_name",
          "lastName", "u.last_name",
          "status", STATUS,
          "origin", "u.origin",
          "createdAt", "u.created_at",
          "updatedAt", "u.updated_at");

  private UserColumns() {}

  static String of(String field) {
    String column = COLUMNS.get(field);
    if (column == null) {
      throw new IllegalStateException("The schema has no field " + field);
    }
    return column;
  }

  /** The order asked for by {@code orderBy} and {@code sort}; the id last, so that pages agree. */
  static String order(Arguments arguments) {
    List<String> order = new ArrayList<>();
    for (String one : arguments.strings("orderBy")) {
      int bar = one.lastIndexOf('_');
      order.add(ordered(one.substring(0, bar), one.substring(bar + 1)));
    }
    if (arguments.values().get("sort") instanceof List<?> sorts) {
      for (Object sort : sorts) {
        ((Map<?, ?>) sort)
            .forEach((field, direction) -> order.add(ordered((String) field, (String) direction)));
      }
    }
    order.add("u.id");
    return String.join(", ", order);
  }

  private static String ordered(String field, String direction) {
    return of(field) + ("DESC".equals(direction) ? " desc" : " asc");
  }
}
