package dev.freehold.api.catalog;

import java.util.List;
import java.util.Optional;

/**
 * An enum of PostgreSQL that a column uses.
 *
 * @param type the name of its GraphQL type, like {@code OrderStatus}
 * @param values in the order declared, which is also how PostgreSQL sorts them
 */
public record EnumType(String schema, String name, String type, List<Value> values) {
  /**
   * One of its values.
   *
   * @param name as GraphQL writes it; differs from the label where that is no GraphQL name
   * @param label as PostgreSQL writes it
   */
  public record Value(String name, String label) {}

  public EnumType {
    values = List.copyOf(values);
  }

  /** The label behind a name of GraphQL. */
  public Optional<String> label(String valueName) {
    return values.stream()
        .filter(one -> one.name().equals(valueName))
        .map(Value::label)
        .findFirst();
  }
}
