package dev.freehold.api.filter;

import java.util.List;
import java.util.Optional;

/**
 * What a rule may know of the caller. A rule holds for no row when the caller has no such thing.
 *
 * @param text as a rule writes it in place of a value
 */
public record Variable(String text) {
  public static final Variable USER_ID = new Variable("__loggedInUserId");
  public static final Variable USER_EMAIL = new Variable("__loggedInUserEmail");

  /** What the variables for claims of the caller's token begin with. */
  public static final String CLAIM = "__claim.";

  private static final int LONGEST_CLAIM = 200;

  /** The variable that stands for a value in a rule or preset. */
  public static Optional<Variable> of(Object value) {
    return value instanceof String text
        ? Optional.of(new Variable(text)).filter(Variable::known)
        : Optional.empty();
  }

  /** How they are written, for people. */
  public static List<String> forms() {
    return List.of(USER_ID.text, USER_EMAIL.text, CLAIM + "<name or JSON pointer>");
  }

  /** A JSON pointer (RFC 6901) when it begins with a slash, else the name of a claim. */
  public Optional<String> claim() {
    return text.startsWith(CLAIM) ? Optional.of(text.substring(CLAIM.length())) : Optional.empty();
  }

  private boolean known() {
    return equals(USER_ID)
        || equals(USER_EMAIL)
        || claim().filter(path -> !path.isBlank() && path.length() <= LONGEST_CLAIM).isPresent();
  }
}
