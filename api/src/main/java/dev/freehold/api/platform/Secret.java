package dev.freehold.api.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A secret of the configuration and what is demanded of it.
 *
 * @param required false when the installation can do without it
 * @param least characters it needs in production
 */
record Secret(String variable, boolean required, int least, Shape shape) {
  static final List<Secret> ALL =
      List.of(
          new Secret("FREEHOLD_DATABASE_PASSWORD", true, 12, Shape.ANY),
          new Secret("FREEHOLD_DATA_PASSWORD", false, 12, Shape.ANY),
          new Secret("FREEHOLD_KEYCLOAK_ADMIN_CLIENT_SECRET", true, 16, Shape.ANY),
          new Secret("FREEHOLD_WEBHOOK_SECRET", true, 16, Shape.WEBHOOK),
          new Secret("FREEHOLD_WEBHOOK_SECRET_PREVIOUS", false, 16, Shape.WEBHOOK),
          new Secret("FREEHOLD_ENCRYPTION_KEY", true, 44, Shape.KEY),
          new Secret("FREEHOLD_ENCRYPTION_KEY_PREVIOUS", false, 44, Shape.KEY),
          new Secret("FREEHOLD_ADMIN_PASSWORD", false, 12, Shape.ANY),
          new Secret("FREEHOLD_SMTP_PASSWORD", false, 1, Shape.ANY));

  private static final String EXAMPLE = "change-me";

  /** How it is written. */
  enum Shape {
    ANY("", "", "Set it to a secret of your own, for instance the output of: openssl rand -hex 32"),
    /** As in Standard Webhooks. */
    WEBHOOK(
        "whsec_",
        "is not whsec_ and the base64 of 24 bytes or more",
        "Set it to whsec_ followed by the output of: openssl rand -base64 32"),
    /** Of AES-256. */
    KEY(
        "",
        "is not the base64 of 32 bytes",
        "Set it to the output of: openssl rand -base64 32, and keep it: without it the secrets in"
            + " the database cannot be read");

    private final String prefix;
    private final String problem;
    private final String remedy;

    Shape(String prefix, String problem, String remedy) {
      this.prefix = prefix;
      this.problem = problem;
      this.remedy = remedy;
    }

    private boolean fits(String value) {
      return switch (this) {
        case ANY -> true;
        case WEBHOOK -> bytes(value).length >= 24;
        case KEY -> bytes(value).length == 32;
      };
    }

    private byte[] bytes(String value) {
      try {
        return value.startsWith(prefix)
            ? Base64.getDecoder().decode(value.substring(prefix.length()))
            : new byte[0];
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  }

  /** Why the value would not work in any mode. */
  Optional<ConfigurationProblem> unusable(Optional<String> value) {
    if (value.isEmpty()) {
      return required ? problem("is not set") : Optional.empty();
    }
    return shape.fits(value.get()) ? Optional.empty() : problem(shape.problem);
  }

  /** Why the value is not safe. */
  Optional<ConfigurationProblem> unsafe(String value) {
    if (isExample(value)) {
      return problem("still has its example value");
    }
    return value.length() < least
        ? problem("is shorter than " + least + " characters")
        : Optional.empty();
  }

  private boolean isExample(String value) {
    return value.contains(EXAMPLE)
        || (shape != Shape.ANY
            && new String(shape.bytes(value), StandardCharsets.UTF_8).contains(EXAMPLE));
  }

  private Optional<ConfigurationProblem> problem(String problem) {
    return Optional.of(new ConfigurationProblem(variable, problem, shape.remedy));
  }
}
