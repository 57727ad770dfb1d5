package dev.freehold.api.leak;

import java.util.stream.Stream;

/**
 * Breaks a constraint of a hidden column, which is not named, and writes a value that only a hidden
 * row has: that it is taken is said, in the same words as ever.
 */
final class TakenValue implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    return target.table().id().name().equals("authors")
            && !target.visitor().rights(target.table(), "create").isEmpty()
        ? Stream.of(
            Probe.plain(
                    "mutation { authorCreate(data: {id: 200, name: \"Break\", region: \"open\"}) { id } }")
                .invalid(),
            Probe.pair(
                    "mutation { authorCreate(data: {id: 200, name: \"§\", region: \"open\"}) { id } }",
                    target.id().equals("6003") ? "veiled Cid" : "veiled Dan",
                    "Ann")
                .withoutWorlds()
                .invalid(),
            Probe.pair(
                    "mutation { authorCreate(data: {id: §, name: \"Free\", region: \"open\"}) { id } }",
                    target.id(),
                    "2")
                .withoutWorlds()
                .invalid())
        : Stream.of();
  }
}
