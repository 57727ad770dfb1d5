package dev.freehold.api.graphql;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * What the operations of one document cost. Beside the document only page sizes and conditions
 * count, so the same numbers and truth values among the variables mean the same cost.
 */
final class KnownCosts {
  private static final int MOST = 64;

  private final Map<Key, Integer> costs = new ConcurrentHashMap<>();

  private record Key(String operation, Map<String, Object> variables) {}

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

  private static Map<String, Object> deciding(Map<String, Object> variables) {
    Map<String, Object> deciding = new HashMap<>();
    variables.forEach((name, value) -> {
      switch (value) {
        case Integer _, Boolean _ -> deciding.put(name, value);
        // It may be a groupBy, which has a page size too.
        case Map<?, ?> map -> deciding.put(name, Arrays.asList(map.get("first"), map.get("last")));
        case null, default -> {}
      }
    });
    return deciding;
  }
}
