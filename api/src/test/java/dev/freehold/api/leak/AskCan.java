package dev.freehold.api.leak;

import java.util.List;
import java.util.stream.Stream;

/** Asks {@code can}, by the hidden key, column or table. */
final class AskCan implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    return Stream.of(
        target.pair(
            "{ can(table: \"%s\", operation: READ, key: {§: %s}) { allowed fields } }"
                .formatted(target.type(), target.value())));
  }

  @Override
  public Stream<Probe> at(Target.HiddenTable target) {
    return Stream.of("READ", "CREATE", "UPDATE", "DELETE")
        .flatMap(operation ->
            Stream.of(", id: 1", "", ", key: {code: \"veiled code\"}", ", key: {a: 1}")
                .map(key ->
                    Probe.pair(
                        "{ can(table: \"§\", operation: %s%s) { allowed fields } }"
                            .formatted(operation, key),
                        key.length() % 2 == 0 ? target.type() : target.table().id().toString(),
                        "Nosuch")));
  }

  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    return Stream.of("READ", "UPDATE", "DELETE")
        .map(operation ->
            target.pair(
                "{ can(table: \"%s\", operation: %s, id: §) { allowed fields } }"
                    .formatted(target.type(), operation)));
  }

  @Override
  public Stream<Probe> at(Target.HiddenCell target) {
    List<String> ids = List.of("1", "2", "7003", "7004", "5", "6003");
    return Stream.concat(
        ids.stream()
            .map(id ->
                Probe.plain(
                    "{ can(table: \"%s\", operation: READ, id: %s) { allowed fields } }"
                        .formatted(target.type(), id))),
        Stream.of(
            Probe.plain(
                "{ can(table: \"%s\", operation: READ, key: {%s: %s}) { allowed fields } }"
                    .formatted(target.type(), target.column().field(), target.value()))));
  }
}
