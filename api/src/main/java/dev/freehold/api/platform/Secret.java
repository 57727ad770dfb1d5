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
 * @param webhook written as in Standard Webhooks: {@code whsec_} and base64 of 24 bytes or more
 */
record Secret(String variable, boolean required, int least, boolean webhook) {
  static final List<Secret> ALL =
      List.of(
          new Secret("FREEHOLD_DATABASE_PASSWORD", true, 12, false),
          new Secret("FREEHOLD_KEYCLOAK_ADMIN_CLIENT_SECRET", true, 16, false),
          new Secret("FREEHOLD_WEBHOOK_SECRET", true, 16, true),
          new Secret("FREEHOLD_WEBHOOK_SECRET_PREVIOUS", false, 16, true),
          new Secret("FREEHOLD_ADMIN_PASSWORD", false, 12, false),
          new Secret("FREEHOLD_SMTP_PASSWORD", false, 1, false));

  private static final String PREFIX = "whsec_";
  private static final int WEBHOOK_BYTES = 24;
  private static final String EXAMPLE = "change-me";

  /** Why the value would not work in any mode. */
  Optional<ConfigurationProblem> unusable(Optional<String> value) {
    if (value.isEmpty()) {
      return required ? problem("is not set", remedy()) : Optional.empty();
    }
    return webhook && bytes(value.get()).length < WEBHOOK_BYTES
        ? problem("is not whsec_ and the base64 of 24 bytes or more", remedy())
        : Optional.empty();
  }

  /** Why the value is not safe. */
  Optional<ConfigurationProblem> unsafe(String value) {
    if (isExample(value)) {
      return problem("still has its example value", remedy());
    }
    return value.length() < least
        ? problem("is shorter than " + least + " characters", remedy())
        : Optional.empty();
  }

  private boolean isExample(String value) {
    return value.contains(EXAMPLE)
        || (webhook && new String(bytes(value), StandardCharsets.UTF_8).contains(EXAMPLE));
  }

  private Optional<ConfigurationProblem> problem(String problem, String remedy) {
    return Optional.of(new ConfigurationProblem(variable, problem, remedy));
  }

  private String remedy() {
    return webhook
        ? "Set it to whsec_ followed by the output of: openssl rand -base64 32"
        : "Set it to a secret of your own, for instance the output of: openssl rand -hex 32";
  }

  private static byte[] bytes(String value) {
    try {
      return value.startsWith(PREFIX)
          ? Base64.getDecoder().decode(value.substring(PREFIX.length()))
          : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
