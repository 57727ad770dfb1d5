package dev.freehold.api.leak;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Filters by it, with a value that is there: directly, in connectives, variables, relations. */
final class FilterByColumn implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    String list = target.list();
    String part = "{§: " + target.predicate() + "}";
    Stream<String> own =
        Stream.of(
                part,
                "{NOT: " + part + "}",
                "{AND: [" + part + "]}",
                "{OR: [{id: {equals: 1}}, " + part + "]}",
                "{§: {is_empty: true}}",
                "{§: {}}")
            .map(filter -> "{ " + list + "(filter: " + filter + ") { count items { id } } }");
    Stream<String> through =
        target.ways().stream()
            .map(way -> "{ " + way.list() + "(filter: " + way.filter(part) + ") { count } }");
    Stream<Probe> variables =
        Stream.of(
                Map.<String, Object>of("f", Map.of("§", Map.of("is_empty", false))),
                Map.<String, Object>of("f", Map.of("OR", List.of(Map.of("§", Map.of())))))
            .map(values ->
                target
                    .pair(
                        "query ($f: %sFilter) { %s(filter: $f) { count } }"
                            .formatted(target.type(), list))
                    .with(values));
    return Stream.concat(Stream.concat(own, through).map(target::pair), variables);
  }
}
