package dev.freehold.api.graphql;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.VariableReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * What the operations of one document cost. Beside the document only page sizes and conditions
 * count, so the same values of the variables that stand for such mean the same cost.
 */
final class KnownCosts {
  private static final int MOST = 64;

  /** A {@code groupBy} has a page size too. */
  private static final Set<String> SIZES = Set.of("first", "last", "groupBy");

  private final Map<Key, Integer> costs = new ConcurrentHashMap<>();
  private final Set<String> deciding;

  private record Key(String operation, Map<String, Object> variables) {}

  /**
   * Nothing is known yet.
   *
   * @param deciding names of the variables that page sizes and conditions are made of
   */
  private KnownCosts(Set<String> deciding) {
    this.deciding = deciding;
  }

  /** Of a document without operations. */
  static KnownCosts none() {
    return new KnownCosts(Set.of());
  }

  static KnownCosts of(Document document) {
    Set<String> deciding = new HashSet<>();
    collect(document, false, deciding);
    return new KnownCosts(deciding);
  }

  private static void collect(Node<?> node, boolean decides, Set<String> names) {
    boolean here =
        decides
            || node instanceof Directive
            || (node instanceof Argument argument && SIZES.contains(argument.getName()));
    if (here && node instanceof VariableReference variable) {
      names.add(variable.getName());
    }
    node.getChildren().forEach(child -> collect(child, here, names));
  }

  int of(String operation, Map<String, Object> variables, IntSupplier calculation) {
    Key key = new Key(operation == null ? "" : operation, deciding(variables));
    Integer known = costs.get(key);
    if (known != null) {
      return known;
    }
    int cost = calculation.getAsInt();
    if (costs.size() < MOST) {
      costs.put(key, cost);
    }
    return cost;
  }

  private Map<String, Object> deciding(Map<String, Object> variables) {
    Map<String, Object> values = new HashMap<>();
    for (String name : deciding) {
      switch (variables.get(name)) {
        case Integer number -> values.put(name, number);
        case Boolean condition -> values.put(name, condition);
        case Map<?, ?> map -> values.put(name, Arrays.asList(map.get("first"), map.get("last")));
        case null, default -> {}
      }
    }
    return values;
  }
}
