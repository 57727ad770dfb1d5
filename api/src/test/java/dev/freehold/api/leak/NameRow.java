package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Names a row by its key: for itself, as a place in a list, in filters, through relations. */
final class NameRow implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    String list = target.list();
    Stream<String> own =
        Stream.of(
            "{ " + target.one() + "(id: §) { __typename id } }",
            "{ a: " + target.one() + "(id: §) { id } b: " + target.one() + "(id: 1) { id } }",
            "{ " + list + "(filter: {id: {equals: §}}) { count items { id } } }",
            "{ " + list + "(filter: {id: {in: [1, §]}}) { count items { id } } }",
            "{ " + list + "(filter: {NOT: {id: {equals: §}}}) { count items { id } } }",
            "{ " + list + "(after: §) { items { id } } }",
            "{ " + list + "(before: §) { items { id } } }",
            "{ " + list + "(after: §, orderBy: [id_DESC], first: 1) { items { id } } }",
            "{ " + list + "(last: 2, before: §) { count items { id } } }");
    Stream<String> through =
        target.ways().stream()
            .flatMap(way ->
                Stream.of("{id: {equals: §}}", "{NOT: {id: {equals: §}}}")
                    .map(filter ->
                        "{ " + way.list() + "(filter: " + way.filter(filter) + ") { count } }"));
    return Stream.concat(own, through).map(target::pair);
  }
}
