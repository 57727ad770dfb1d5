package dev.freehold.api.leak;

import java.util.List;
import java.util.stream.Stream;

/** Names a row by it, where it is unique. */
final class KeyByColumn implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    boolean unique =
        target.table().keys().stream()
            .anyMatch(key -> key.columns().equals(List.of(target.column())));
    return unique
        ? Stream.of("{ %s(§: %s) { id } }", "{ %s(id: 1, §: %s) { id } }")
            .map(text -> target.pair(text.formatted(target.one(), target.value())))
        : Stream.of();
  }
}
