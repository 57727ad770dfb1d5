package dev.freehold.api.leak;

import java.util.List;
import java.util.stream.Stream;

/** Upserts by a hidden key: whether it would make or change a row must not show. */
final class UpsertRow implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    boolean unique =
        target.table().keys().stream()
            .anyMatch(key -> key.columns().equals(List.of(target.column())));
    return unique
        ? Stream.of(
            target
                .pair(
                    "mutation { %sUpsert(filter: {§: %s}, create: {id: 200}, update: {}) { id } }"
                        .formatted(target.one(), target.value()))
                .invalid())
        : Stream.of();
  }

  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    boolean may =
        !target.visitor().rights(target.table(), "update").isEmpty()
            && !target.visitor().rights(target.table(), "create").isEmpty();
    return may
        ? Stream.of(
            target
                .pair(
                    "mutation { %sUpsert(filter: {id: §}, create: {id: 200, title: \"new\", draft: false, amount: 1},"
                            .formatted(target.one())
                        + " update: {title: \"mine\"}) { id title } }")
                .invalid(),
            Probe.pair(
                    "mutation { %sUpsert(filter: {id: §}, create: {id: §, title: \"new\", draft: false, amount: 1},"
                            .formatted(target.one())
                        + " update: {title: \"mine\"}) { id } }",
                    target.id(),
                    "5001")
                .withoutWorlds()
                .untwinned()
                .invalid())
        : Stream.of();
  }
}
