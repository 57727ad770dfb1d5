package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Looks at all that there is to be seen: lists, counts, pages, relations of any depth. */
final class SeeRows implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    String list = target.list();
    Stream<String> own =
        Stream.of(
            "{ " + list + " { count items { id __typename } } }",
            "{ " + list + "(first: 1, skip: 1) { count items { id } } }",
            "{ " + list + "(last: 1) { count items { id } } }",
            "{ " + list + "(filter: {id: {gt: 1}}) { count } }",
            "{ " + list + "(orderBy: [id_DESC], first: 2) { items { id } } }");
    Stream<String> through =
        target.ways().stream()
            .flatMap(way -> {
              String field = way.relation().field();
              return Stream.of(
                  "{ " + way.list() + " { items { " + way.select("id") + " } } }",
                  way.relation().toMany()
                      ? "{ " + way.list() + " { items { " + field + " { count } } } }"
                      : "{ "
                          + way.list()
                          + "(sort: {"
                          + field
                          + ": {id: DESC}}) { items { __typename } } }",
                  "{ " + way.list() + "(filter: " + way.filter("{}") + ") { count } }",
                  way.relation().toMany()
                      ? "{ " + way.list() + "(filter: {" + field + ": {none: {}}}) { count } }"
                      : "{ " + way.list() + "(filter: {NOT: {" + field + ": {}}}) { count } }",
                  way.relation().toMany()
                      ? "{ "
                          + way.list()
                          + "(filter: {"
                          + field
                          + ": {every: {id: {equals: 1}}}}) { count } }"
                      : "{ "
                          + way.list()
                          + "(filter: {NOT: "
                          + way.filter("{id: {gt: 0}}")
                          + "}) { count } }");
            });
    return Stream.concat(own, through).map(Probe::plain);
  }
}
