package dev.freehold.api.leak;

import java.util.Map;
import java.util.stream.Stream;

/** Sorts by it, and pages in that order. */
final class SortByColumn implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    if (!target.sortable()) {
      return Stream.of();
    }
    String list = target.list();
    Stream<String> own =
        Stream.of(
                "sort: {§: ASC}",
                "sort: [{id: ASC}, {§: DESC}]",
                "orderBy: [§_DESC]",
                "orderBy: [id_ASC, §_ASC], first: 1, after: 1",
                "sort: {§: ASC}, last: 1, before: 2")
            .map(order -> "{ " + list + "(" + order + ") { items { id } } }");
    Stream<String> through =
        target.ways().stream()
            .filter(way -> !way.relation().toMany())
            .map(way ->
                "{ "
                    + way.list()
                    + "(sort: {"
                    + way.relation().field()
                    + ": {§: ASC}}) { count } }");
    return Stream.concat(
        Stream.concat(own, through).map(target::pair),
        Stream.of(
            target
                .pair(
                    "query ($s: [%sSort!]) { %s(sort: $s) { count } }"
                        .formatted(target.type(), list))
                .with(Map.of("s", Map.of("§", "ASC"))),
            target
                .pair(
                    "query ($s: [%sOrderBy!]) { %s(orderBy: $s) { count } }"
                        .formatted(target.type(), list))
                .with(Map.of("s", "§_ASC"))));
  }
}
