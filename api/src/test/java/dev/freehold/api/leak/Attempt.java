package dev.freehold.api.leak;

import java.util.stream.Stream;

/** One way of trying to learn what is hidden. A further way is a further class in the list. */
interface Attempt {
  /** At a column that no role of the visitor names, of a table that he reads. */
  default Stream<Probe> at(Target.HiddenColumn target) {
    return Stream.of();
  }

  /** At a table that none of his roles names. */
  default Stream<Probe> at(Target.HiddenTable target) {
    return Stream.of();
  }

  /** At a row that he does not see, of a table that he reads. */
  default Stream<Probe> at(Target.HiddenRow target) {
    return Stream.of();
  }

  /** At cells of rows that he sees, or not, of a column that he may name. */
  default Stream<Probe> at(Target.HiddenCell target) {
    return Stream.of();
  }
}
