package dev.freehold.api.filter;

import java.util.List;

/** What a cell is compared with. Values are texts as PostgreSQL reads them for the cell's type. */
public sealed interface Operand {
  /** The operator needs none. */
  record None() implements Operand {}

  /** One value. */
  record Value(String text) implements Operand {}

  /** Any number of values. */
  record Values(List<String> texts) implements Operand {
    public Values {
      texts = List.copyOf(texts);
    }
  }

  /** Something about whoever asks; for rules only. */
  record OfCaller(Variable variable) implements Operand {}
}
