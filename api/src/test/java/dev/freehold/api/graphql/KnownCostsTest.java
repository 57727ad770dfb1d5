package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownCostsTest {
  private int calculated;

  @Test
  void calculatesOnceHoweverManyValuesAFilterTakes() {
    KnownCosts costs =
        costs("query($n: Int) { postsList(filter: {views: {gte: $n}}, first: 50) { count } }");

    for (int n = 0; n < 100; n++) {
      cost(costs, Map.of("n", n));
    }

    assertThat(calculated).isEqualTo(1);
  }

  @Test
  void calculatesAnewForAnotherPageSizeAndCondition() {
    KnownCosts costs =
        costs("query($n: Int, $b: Boolean!) { postsList(last: $n) { count @include(if: $b) } }");

    cost(costs, Map.of("n", 1, "b", true));
    cost(costs, Map.of("n", 2, "b", true));
    cost(costs, Map.of("n", 2, "b", false));
    cost(costs, Map.of("n", 1, "b", true));

    assertThat(calculated).isEqualTo(3);
  }

  @Test
  void calculatesAnewForAnotherNumberOfGroupsWhereverItStands() {
    KnownCosts whole = costs("query($g: G) { postsList(groupBy: $g) { count } }");
    cost(whole, Map.of("g", Map.of("first", 1)));
    cost(whole, Map.of("g", Map.of("first", 2)));
    KnownCosts part =
        costs(
            "query($n: Int) { ...F } fragment F on Query"
                + " { postsList(groupBy: {first: $n}) { count } }");
    cost(part, Map.of("n", 1));
    cost(part, Map.of("n", 2));

    assertThat(calculated).isEqualTo(4);
  }

  private static KnownCosts costs(String text) {
    return KnownCosts.of(Parser.parse(text));
  }

  private void cost(KnownCosts costs, Map<String, Object> variables) {
    costs.of(null, variables, () -> ++calculated);
  }
}
