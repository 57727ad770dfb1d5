package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Names the table: at the roots, as a type, through relations of tables that are seen. */
final class NameTable implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenTable target) {
    Stream<Probe> direct =
        Stream.of(
            Probe.pair("{ § { count } }", target.list(), "nosuchList"),
            Probe.pair("{ a: § { items { __typename } } }", target.list(), "nosuchList"),
            Probe.pair("{ ... on § { __typename } }", target.type(), "Nosuch").invalid(),
            Probe.pair("query ($f: §) { __typename }", target.type() + "Filter", "NosuchFilter")
                .invalid(),
            Probe.pair(
                    "mutation { §(data: {}) { __typename } }",
                    target.one() + "Create",
                    "nosuchCreate")
                .invalid(),
            Probe.pair(
                    "mutation { §(filter: {}) { success } }",
                    target.one() + "DeleteByFilter",
                    "nosuchDeleteByFilter")
                .invalid());
    Stream<Probe> one =
        target.table().column("id").isPresent()
            ? Stream.of(Probe.pair("{ §(id: 1) { __typename } }", target.one(), "nosuch"))
            : Stream.of();
    Stream<Probe> through =
        target.ways().stream()
            .flatMap(way ->
                Stream.of(
                        "{ %1$s { items { %2$s } } }"
                            .formatted(
                                way.list(),
                                way.select("__typename").replace(way.relation().field(), "§")),
                        "{ %1$s(filter: %2$s) { count } }"
                            .formatted(
                                way.list(), way.filter("{}").replace(way.relation().field(), "§")))
                    .map(text -> Probe.pair(text, way.relation().field(), "nosuch")));
    return Stream.of(direct, one, through).flatMap(some -> some);
  }
}
