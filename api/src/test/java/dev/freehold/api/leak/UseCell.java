package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Selects, compares and sorts by a column whose cells are hidden in some rows. */
final class UseCell implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenCell target) {
    String list = target.list();
    String key = target.key();
    String field = target.column().field();
    String part = "{" + field + ": " + target.predicate() + "}";
    Stream<String> own =
        Stream.of(
            "{ " + list + " { items { " + key + " " + field + " } } }",
            "{ " + list + "(filter: " + part + ") { count items { " + key + " } } }",
            "{ " + list + "(filter: {NOT: " + part + "}) { count items { " + key + " } } }",
            "{ " + list + "(filter: {" + field + ": {is_empty: true}}) { count } }",
            "{ " + list + "(filter: {" + field + ": {is_not_empty: true}}) { count } }");
    Stream<String> sorted =
        target.sortable()
            ? Stream.of(
                "{ " + list + "(orderBy: [" + field + "_ASC]) { items { " + key + " } } }",
                "{ "
                    + list
                    + "(orderBy: ["
                    + field
                    + "_DESC], first: 1) { items { "
                    + key
                    + " } } }",
                "{ " + list + "(orderBy: [" + field + "_ASC], last: 1) { items { " + key + " } } }")
            : Stream.of();
    Stream<String> placed =
        target.sortable() && key.equals("id")
            ? Stream.of("_ASC], after: 1", "_ASC], after: 2", "_DESC], before: 2")
                .map(order -> "{ " + list + "(orderBy: [" + field + order + ") { items { id } } }")
            : Stream.of();
    Stream<String> greater =
        target.ordered()
            ? Stream.of(
                "{ "
                    + list
                    + "(filter: {"
                    + field
                    + ": {gte: "
                    + target.value()
                    + "}}) { count } }")
            : Stream.of();
    Stream<String> through =
        target.ways().stream()
            .flatMap(way ->
                Stream.of(
                    "{ " + way.list() + "(filter: " + way.filter(part) + ") { count } }",
                    "{ " + way.list() + " { items { " + way.select(field) + " } } }"));
    return Stream.of(own, sorted, placed, greater, through).flatMap(one -> one).map(Probe::plain);
  }
}
