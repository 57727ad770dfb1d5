package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Selects it: plainly, under another name, in fragments, after a change, through relations. */
final class SelectColumn implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    String list = target.list();
    Stream<String> own =
        Stream.of(
            "{ " + list + " { items { § } } }",
            "{ " + list + " { items { id: § } } }",
            "{ " + list + " { items { id } items { § } } }",
            "{ a: "
                + list
                + "(first: 1) { b: items { ... { ... on "
                + target.type()
                + " { c: § } } } } }",
            "query ($yes: Boolean = true) { " + list + " { items { § @include(if: $yes) } } }",
            "{ " + list + " { items { ...F } } } fragment F on " + target.type() + " { § }",
            "{ " + target.one() + "(id: 1) { § } }");
    Stream<String> through =
        target.ways().stream()
            .map(way -> "{ " + way.list() + " { items { " + way.select("§") + " } } }");
    return Stream.concat(own, through).map(target::pair);
  }
}
