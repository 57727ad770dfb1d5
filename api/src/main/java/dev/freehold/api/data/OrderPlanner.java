package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code sort} and {@code orderBy}. The primary key comes last, so that pages agree. */
final class OrderPlanner {
  private static final int MOST_TERMS = 10;
  private static final String DESCENDING = "DESC";

  private final Accesses accesses;

  OrderPlanner(Accesses accesses) {
    this.accesses = accesses;
  }

  List<Order> orders(Table table, Map<String, Object> arguments) {
    List<Order> orders = new ArrayList<>();
    list(arguments.get("sort")).forEach(sort -> sort(table, List.of(), (Map<?, ?>) sort, orders));
    list(arguments.get("orderBy")).forEach(term -> orders.add(term(table, (String) term)));
    if (orders.size() > MOST_TERMS) {
      throw refused("sort", "There may be " + MOST_TERMS + " terms");
    }
    orders.addAll(ReadWriter.keyOrder(table));
    return orders;
  }

  private void sort(Table table, List<Relation> path, Map<?, ?> sort, List<Order> orders) {
    sort.forEach((name, value) -> {
      String field = (String) name;
      if (value instanceof Map<?, ?> deeper) {
        Relation relation =
            table
                .relation(field)
                .filter(one -> !one.toMany() && accesses.sees(table, field))
                .orElseThrow(() -> absent(table, field));
        List<Relation> longer = new ArrayList<>(path);
        longer.add(relation);
        sort(accesses.table(relation.target()), longer, deeper, orders);
      } else if (value != null) {
        orders.add(new Order(path, column(table, field), DESCENDING.equals(value)));
      }
    });
  }

  /** Like {@code title_ASC}. */
  private Order term(Table table, String term) {
    int bar = term.lastIndexOf('_');
    String direction = bar < 0 ? "" : term.substring(bar + 1);
    if (!direction.equals("ASC") && !direction.equals(DESCENDING)) {
      throw refused("orderBy", "ends neither in _ASC nor in _DESC");
    }
    return new Order(
        List.of(), column(table, term.substring(0, bar)), direction.equals(DESCENDING));
  }

  private Column column(Table table, String field) {
    Optional<Column> column = accesses.sees(table, field) ? table.field(field) : Optional.empty();
    return column.filter(one -> one.type().sortable()).orElseThrow(() -> absent(table, field));
  }

  static List<?> list(Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> all -> all;
      default -> List.of(value);
    };
  }

  private static FreeholdException absent(Table table, String field) {
    return refused(field, table.names().type() + " cannot be sorted by a field of that name");
  }

  private static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, subject, reason);
  }
}
