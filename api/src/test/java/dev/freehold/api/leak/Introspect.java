package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Asks for all names. */
final class Introspect implements Attempt {
  private static final String ALL =
      """
      { __schema { types { name description fields { name description args { name type { name ofType { name } } }
          type { name ofType { name ofType { name } } } } inputFields { name type { name ofType { name } } }
          enumValues { name } possibleTypes { name } interfaces { name } }
        directives { name args { name } } } }\
      """;

  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    return Stream.of("", "Filter", "Sort", "CreateInput", "UpdateInput")
        .map(suffix ->
            Probe.plain(
                "{ __type(name: \"%s\") { fields { name } inputFields { name } } }"
                    .formatted(target.type() + suffix)));
  }

  @Override
  public Stream<Probe> at(Target.HiddenTable target) {
    return Stream.of(
        Probe.plain(ALL),
        Probe.pair(
            "{ __type(name: \"§\") { name kind fields { name } } }", target.type(), "Nosuch"),
        Probe.pair(
            "{ __type(name: \"§\") { name kind inputFields { name } } }",
            target.type() + "Filter",
            "NosuchFilter"));
  }
}
