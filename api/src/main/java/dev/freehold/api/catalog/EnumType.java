package dev.freehold.api.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An enum of PostgreSQL that a column uses.
 *
 * @param type the name of its GraphQL type, like {@code OrderStatus}
 * @param values in the order declared, which is also how PostgreSQL sorts them
 */
public record EnumType(String schema, String name, String type, List<Value> values) {
  /** What the types that go with an enum's, or a scalar's, are called after it. */
  public static final List<String> SUFFIXES = List.of("Predicate", "ArrayPredicate", "Aggregates");

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

  /** Every type that may go with an enum or scalar of that name. */
  static List<String> types(String type) {
    return Stream.concat(Stream.of(type), SUFFIXES.stream().map(type::concat)).toList();
  }

  /** The label behind a name of GraphQL. */
  public Optional<String> label(String valueName) {
    return values.stream()
        .filter(one -> one.name().equals(valueName))
        .map(Value::label)
        .findFirst();
  }
}
