package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Groups by it, aggregates it, lists what different values it has, and chooses groups by it. */
final class GroupByColumn implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    String list = target.list();
    Stream<String> own =
        Stream.of(
            "{ " + list + " { aggregates { § { count } } } }",
            "{ "
                + list
                + "(groupBy: {query: {§: {as: \"v\", fn: {aggregate: COUNT}}}}) { groups { v: Int } } }",
            "{ "
                + list
                + "(groupBy: {query: {id: {as: \"i\"}, §: {as: \"v\", fn: {aggregate: COUNT}}},"
                + " having: {alias: \"v\", int: {gt: 0}}}) { groups { i: ID } } }",
            "{ "
                + list
                + "(groupBy: {query: {id: {as: \"i\"}, §: {as: \"v\", fn: {aggregate: COUNT}}},"
                + " sort: {alias: \"v\", direction: DESC}}) { groups { i: ID } } }");
    Stream<String> through =
        target.ways().stream()
            .filter(way -> !way.relation().toMany())
            .map(way ->
                "{ %s(groupBy: {query: {%s: {§: {as: \"v\", fn: {aggregate: COUNT}}}}}) { groups { v: Int } } }"
                    .formatted(way.list(), way.relation().field()));
    return Stream.concat(own, through).map(target::pair);
  }

  @Override
  public Stream<Probe> at(Target.HiddenTable target) {
    return Stream.concat(
        Stream.of(
            Probe.pair("query ($g: §) { __typename }", target.type() + "GroupBy", "NosuchGroupBy")
                .invalid()),
        target.ways().stream()
            .map(way ->
                Probe.pair(
                        "{ %s(groupBy: {query: {}}) { groups { § { count } } } }"
                            .formatted(way.list()),
                        target.type() + "Group",
                        "NosuchGroup")
                    .invalid()));
  }

  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    String list = target.list();
    String group = target.type() + "Group";
    Stream<String> own =
        Stream.of(
            "{ " + list + " { aggregates { id { count max min countDistinct } } } }",
            "{ " + list + "(filter: {id: {gt: 1}}) { aggregates { id { count } } } }",
            "{ "
                + list
                + "(groupBy: {query: {id: {as: \"i\"}}, sort: {alias: \"i\", direction: DESC}}) { groups { i: ID ids: GroupIds } } }",
            "{ "
                + list
                + "(groupBy: {query: {id: {as: \"n\", fn: {aggregate: COUNT}}, _group: {as: \"g\"}}}) { groups { n: Int g: "
                + group
                + " { count items { id } } } } }");
    Stream<String> through =
        target.ways().stream()
            .map(way ->
                way.relation().toMany()
                    ? "{ "
                        + way.list()
                        + " { items { "
                        + way.relation().field()
                        + " { aggregates { id { count max } } } } } }"
                    : "{ "
                        + way.list()
                        + "(groupBy: {query: {"
                        + way.relation().field()
                        + ": {id: {as: \"i\"}}}}) { groups { i: ID } } }");
    return Stream.concat(own, through).map(Probe::plain);
  }

  @Override
  public Stream<Probe> at(Target.HiddenCell target) {
    String list = target.list();
    String field = target.column().field();
    return Stream.of(
            "{ " + list + " { aggregates { " + field + " { count } } } }",
            "{ "
                + list
                + "(groupBy: {query: {"
                + field
                + ": {as: \"v\", fn: {aggregate: COUNT}}}}) { groups { v: Int } } }",
            "{ "
                + list
                + "(groupBy: {query: {"
                + field
                + ": {as: \"v\", fn: {aggregate: COUNT, distinct: true}}}}) { groups { v: Int } } }")
        .map(Probe::plain);
  }
}
