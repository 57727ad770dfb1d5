package dev.freehold.api.filter;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
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

  /**
   * One value or several that come with each request.
   *
   * @param text what the request that is planned says
   */
  record Given(SlotReader reader, String text) implements Operand {}

  /** Something about whoever asks; for rules only. */
  record OfCaller(Variable variable) implements Operand {}

  /**
   * What a client gives.
   *
   * @param many whether it must be a list
   * @param value as GraphQL or JSON has it, or a {@link Slot} with such a value
   * @param path of the value in the arguments, for what is refused
   * @throws FreeholdException {@link ErrorCode#VALIDATION} when it is none of the type
   */
  static Operand of(ColumnType type, boolean many, Object value, String path) {
    if (value instanceof Slot slot) {
      SlotReader reader = new SlotReader(slot.place(), type, many, path);
      return new Given(reader, reader.read(slot.value()));
    }
    return fixed(type, many, value, path);
  }

  /** Likewise of a value itself. */
  static Operand fixed(ColumnType type, boolean many, Object value, String path) {
    try {
      if (!many) {
        return new Value(ValueTexts.one(type, value));
      }
      if (value instanceof List<?> values) {
        return new Values(values.stream().map(one -> ValueTexts.one(type, one)).toList());
      }
    } catch (IllegalArgumentException e) {
      throw FreeholdException.of(ErrorCode.VALIDATION, path, String.valueOf(e.getMessage()));
    }
    throw FreeholdException.of(ErrorCode.VALIDATION, path, "is no list");
  }

  /** The value, or the values as one array literal. */
  static String text(Operand operand) {
    return switch (operand) {
      case Value(String text) -> text;
      case Values(List<String> texts) -> ValueTexts.literal(texts);
      case Given(_, String text) -> text;
      case None _, OfCaller _ -> throw new IllegalStateException("There is no value");
    };
  }
}
