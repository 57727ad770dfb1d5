package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Misspells it, to be told how it is spelt. */
final class SuggestName implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    String near = near(target.column().field());
    return Stream.of(
            "{ " + target.list() + " { items { § } } }",
            "{ " + target.list() + "(filter: {§: {equals: 1}}) { count } }",
            "{ " + target.list() + "(sort: {§: ASC}) { count } }",
            "{ " + target.list() + "(orderBy: [§_ASC]) { count } }",
            "{ " + target.one() + "(§: 1) { id } }",
            "mutation { " + target.one() + "Update(data: {§: 1}) { id } }")
        .map(text -> Probe.pair(text, near, "nosuchOnx").invalid());
  }

  @Override
  public Stream<Probe> at(Target.HiddenTable target) {
    return Stream.of(
        Probe.pair("{ § { count } }", near(target.list()), "nosuchsLisx").invalid(),
        Probe.pair("{ ... on § { id } }", near(target.type()), "Nosucx").invalid(),
        Probe.pair("query ($f: §) { user { id } }", near(target.type() + "Filter"), "NosuchFiltex")
            .invalid());
  }

  private static String near(String name) {
    return name.substring(0, name.length() - 1) + "x";
  }
}
