package dev.freehold.api.secret;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables that administrators keep in the database, for use as secrets by
 * reference: a secret written {@code ${NAME}} stands for the value of that variable.
 */
@Singleton
public class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_][A-Z0-9_]{0,99})}");

  private final VariableRepository variables;
  private final SecretBox box;

  Variables(VariableRepository variables, SecretBox box) {
    this.variables = variables;
    this.box = box;
  }

  /** The name of the variable that a secret refers to; empty when it stands for itself. */
  public static Optional<String> reference(String secret) {
    Matcher reference = REFERENCE.matcher(secret);
    return reference.matches() ? Optional.of(reference.group(1)) : Optional.empty();
  }

  /** The variable's value; empty when there is no such variable. */
  public Optional<String> value(String name) {
    return variables.findByName(name).map(row -> box.open(row.sealed(), row.context()));
  }

  /**
   * The secret itself, or what it refers to; empty when it refers to a variable that is not there.
   */
  public Optional<String> resolve(String secret) {
    return reference(secret).map(this::value).orElse(Optional.of(secret));
  }
}
