package dev.freehold.api.filter;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;

/**
 * Reads a value that comes with each request.
 *
 * @param place of the value among those of the request
 * @param many whether it is a list of values
 * @param path of the value in the arguments, for what is refused
 */
public record SlotReader(int place, ColumnType type, boolean many, String path) {
  /**
   * What the request says, as PostgreSQL reads it: several values as one array literal.
   *
   * @param values of the request, by their places
   * @throws FreeholdException {@code VALIDATION} when it is none of the type
   */
  public String text(List<Object> values) {
    return read(values.get(place));
  }

  String read(Object value) {
    return Operand.text(Operand.fixed(type, many, value, path));
  }
}
