package dev.freehold.api.data;

import dev.freehold.api.filter.Operand;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What stands for a question mark of a statement.
 *
 * @param text as PostgreSQL reads it for the type it is cast to, in the request that is planned;
 *     may be null
 * @param source where other requests have it
 */
record Parameter(String text, Source source) {
  /** Where a parameter's value comes from. It keeps nothing of the request that was planned. */
  @FunctionalInterface
  interface Source {
    /**
     * The value.
     *
     * @param given the values of the request, by their places
     */
    String text(CallerValues caller, List<Object> given);
  }

  /** The same in every request. */
  static Parameter fixed(String text) {
    return new Parameter(text, (_, _) -> text);
  }

  /** A client's value. */
  static Parameter of(Operand operand) {
    String text = Operand.text(operand);
    return operand instanceof Operand.Given(var reader, _)
        ? new Parameter(text, (_, given) -> reader.text(given))
        : fixed(text);
  }

  /** What is made of it. */
  Parameter then(UnaryOperator<String> step) {
    Source before = source;
    return new Parameter(
        step.apply(text), (caller, given) -> step.apply(before.text(caller, given)));
  }
}
