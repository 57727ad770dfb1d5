package dev.freehold.api.leak;

import dev.freehold.api.catalog.Scalar;
import java.util.stream.Stream;

/** Writes it, has it back from a change, or chooses by it what is changed. */
final class WriteColumn implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    String one = target.one();
    String fresh = target.column().type().scalar() == Scalar.STRING ? "\"fresh\"" : target.value();
    String value = target.column().type().array() ? "[]" : fresh;
    String filter = "{§: " + target.predicate() + "}";
    return Stream.of(
            "mutation { %1$sUpdate(data: {id: 5, §: %2$s}) { id } }",
            "mutation { %1$sUpdate(data: {id: 2}) { § } }",
            "mutation { %1$sUpdateByFilter(filter: %3$s, data: {}) { count } }",
            "mutation { %1$sUpdateByFilter(filter: {id: {equals: 5}}, data: {}) { items { § } } }",
            "mutation { %1$sDeleteByFilter(filter: %3$s) { success } }")
        .filter(text -> target.table().id().name().equals("posts") || !text.contains("id: 5"))
        .map(text -> target.pair(text.formatted(one, value, filter)));
  }
}
