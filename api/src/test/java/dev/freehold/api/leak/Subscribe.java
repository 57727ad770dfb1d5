package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Listens to changes: of what is hidden, and of what is seen, by filters that ask for it. */
final class Subscribe implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenColumn target) {
    if (!marked(target)) {
      return Stream.of();
    }
    String part = "{§: " + target.predicate() + "}";
    Stream<String> own =
        Stream.of(
            on(target, "", "node { id § }"),
            on(target, "", "previousValues { § }"),
            on(target, "{node: " + part + "}", "mutation"),
            on(target, "{node: {NOT: " + part + "}}", "mutation"),
            on(target, "{node: {OR: [{id: {gt: 0}}, " + part + "]}}", "mutation"),
            on(target, "{updatedFields: {some: [\"§\"]}}", "mutation"),
            on(target, "{updatedFields: {every: [\"id\", \"§\"]}}", "mutation"));
    Stream<String> through =
        target.ways().stream()
            .filter(way -> Stir.MARKED.contains(way.from().id().name()))
            .flatMap(way ->
                Stream.of(
                    on(way, "{node: " + way.filter(part) + "}", "mutation"),
                    on(way, "", "node { " + way.select("§") + " }")));
    return Stream.concat(
        Stream.concat(own, through).map(target::pair), Stream.of(Probe.plain(whole(target))));
  }

  @Override
  public Stream<Probe> at(Target.HiddenTable target) {
    if (!marked(target)) {
      return Stream.of();
    }
    return Stream.of("subscription { § { mutation } }", "subscription { a: § { __typename } }")
        .map(document -> Probe.pair(document, target.table().names().plural(), "Nosuches"));
  }

  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    if (!marked(target)) {
      return Stream.of();
    }
    Stream<Probe> own =
        Stream.of(
                on(target, "{node: {id: {equals: §}}}", "mutation node { id }"),
                on(target, "{node: {id: {in: [1, §]}}}", "mutation node { id }"))
            .map(target::pair);
    Stream<Probe> through =
        target.ways().stream()
            .filter(way -> Stir.MARKED.contains(way.from().id().name()))
            .flatMap(way ->
                Stream.of(
                    on(way, "", "mutation node { id " + way.select("id") + " }"),
                    on(way, "{node: " + way.filter("{}") + "}", "mutation node { id }"),
                    on(way, "{node: {NOT: " + way.filter("{}") + "}}", "mutation node { id }")))
            .map(Probe::plain);
    return Stream.of(
            own,
            through,
            Stream.of(
                Probe.plain(whole(target)),
                Probe.plain(on(target, "{mutation_in: [update]}", "updatedFields node { id }")),
                Probe.plain(on(target, "{mutation_in: [delete]}", "previousValues { id }"))))
        .flatMap(some -> some);
  }

  @Override
  public Stream<Probe> at(Target.HiddenCell target) {
    if (!marked(target)) {
      return Stream.of();
    }
    String field = target.column().field();
    String part = "{" + field + ": " + target.predicate() + "}";
    return Stream.of(
            on(
                target,
                "",
                "mutation updatedFields node { id "
                    + field
                    + " } previousValues { "
                    + field
                    + " }"),
            on(target, "{node: " + part + "}", "mutation node { id }"),
            on(target, "{node: {NOT: " + part + "}}", "mutation node { id }"),
            on(target, "{node: {" + field + ": {is_empty: true}}}", "mutation node { id }"),
            on(target, "{updatedFields: {some: [\"" + field + "\"]}}", "mutation node { id }"))
        .map(Probe::plain);
  }

  private static boolean marked(Target target) {
    return Stir.MARKED.contains(target.table().id().name());
  }

  private static String whole(Target target) {
    return on(
        target,
        "",
        "mutation updatedFields node { id __typename } previousValues { id __typename }");
  }

  private static String on(Target target, String filter, String selection) {
    return on(target.table().names().plural(), filter, selection);
  }

  private static String on(Target.Way way, String filter, String selection) {
    return on(way.from().names().plural(), filter, selection);
  }

  private static String on(String root, String filter, String selection) {
    String arguments = filter.isEmpty() ? "" : "(filter: " + filter + ")";
    return "subscription { " + root + arguments + " { " + selection + " } }";
  }
}
