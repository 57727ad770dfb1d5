package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Points a row of the visitor's own at a hidden one. */
final class ConnectRow implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    return target.ways().stream()
        .filter(way -> !way.relation().toMany())
        .filter(way -> !target.visitor().rights(way.from(), "create").isEmpty())
        .flatMap(way ->
            Stream.of(
                    "mutation { %sCreate(data: {id: 200, draft: false, amount: 1, %s: {connect: {id: §}}}) { id } }",
                    "mutation { %sUpdate(data: {id: 5, %s: {connect: {id: §}}}) { id } }",
                    "mutation { %sUpdate(data: {id: 5, %s: {reconnect: {id: §}}}) { id } }")
                .map(text ->
                    target
                        .pair(text.formatted(way.from().names().one(), way.relation().field()))
                        .invalid()));
  }
}
