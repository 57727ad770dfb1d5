package dev.freehold.api.data;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** What became of the cases of a policy test. */
record PolicyReport(int passed, int failed, List<Outcome> cases) {
  /**
   * What became of one.
   *
   * @param rows how many were tried; 0 when it is about no row
   * @param message null when it passed
   */
  record Outcome(String name, int line, boolean passed, int rows, @Nullable String message) {}

  static PolicyReport of(List<Outcome> cases) {
    int passed = Math.toIntExact(cases.stream().filter(Outcome::passed).count());
    return new PolicyReport(passed, cases.size() - passed, cases);
  }
}
