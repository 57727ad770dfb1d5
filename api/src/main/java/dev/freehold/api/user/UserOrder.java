package dev.freehold.api.user;

import dev.freehold.api.operation.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In which order users come. */
final class UserOrder {
  private UserOrder() {}

  /** The order asked for by {@code orderBy} and {@code sort}; the id last, so that pages agree. */
  static String of(Arguments arguments) {
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
    return UserColumn.of(field).sql() + ("DESC".equals(direction) ? " desc" : " asc");
  }
}
