package dev.freehold.api.secret;

import java.util.Map;

/**
 * A secret at rest that this node cannot read. The message is for operators and names no secret.
 */
public final class UnreadableSecret extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnreadableSecret(String message, Throwable cause) {
    super(message, cause);
  }

  static UnreadableSecret withoutKey(String context, String keyId) {
    return new UnreadableSecret(
        "The secret of '"
            + context
            + "' is sealed with the key "
            + keyId
            + ", which is neither FREEHOLD_ENCRYPTION_KEY nor FREEHOLD_ENCRYPTION_KEY_PREVIOUS."
            + " Set one of them to the key it was sealed with, or enter the secret again",
        null);
  }

  static UnreadableSecret atStart(Map<String, Integer> secretsByKey) {
    return new UnreadableSecret(
        "Secrets in the database are sealed with other keys than FREEHOLD_ENCRYPTION_KEY"
            + " and FREEHOLD_ENCRYPTION_KEY_PREVIOUS (key id and number: "
            + secretsByKey
            + "). Set FREEHOLD_ENCRYPTION_KEY to the key this installation had; if it is lost, set"
            + " FREEHOLD_ENCRYPTION_KEY_LOST to its id and enter those secrets again",
        null);
  }

  static UnreadableSecret damaged(String context, Throwable cause) {
    return new UnreadableSecret(
        "The secret of '"
            + context
            + "' was altered in the database or belongs to another place. Enter it again",
        cause);
  }
}
