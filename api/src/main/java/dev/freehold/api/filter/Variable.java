package dev.freehold.api.filter;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a rule may know of the caller. A rule holds for no row when the caller has no such thing.
 */
public enum Variable {
  USER_ID("__loggedInUserId"),
  USER_EMAIL("__loggedInUserEmail");

  private final String text;

  Variable(String text) {
    this.text = text;
  }

  /** As a rule writes it in place of a value. */
  public String text() {
    return text;
  }

  /** The variable that stands for a value in a rule or preset. */
  public static Optional<Variable> of(Object value) {
    return Arrays.stream(values()).filter(one -> one.text.equals(value)).findFirst();
  }
}
