package dev.freehold.api.data;

import java.util.List;

/**
 * A statement without its values.
 *
 * @param later values that the answer has places for; they are of the request that was planned
 */
record StatementTemplate(String text, List<Parameter.Source> sources, List<LaterValue> later) {
  StatementTemplate {
    sources = List.copyOf(sources);
  }

  /**
   * The statement of one request.
   *
   * @param given the values of the request, by their places
   * @throws dev.freehold.api.platform.FreeholdException when one is not of its type
   */
  Sql.Statement with(CallerValues caller, List<Object> given) {
    return new Sql.Statement(
        text, sources.stream().map(source -> source.text(caller, given)).toList(), later);
  }
}
