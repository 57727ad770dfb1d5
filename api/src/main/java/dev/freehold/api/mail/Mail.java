package dev.freehold.api.mail;

import io.micronaut.core.annotation.Nullable;

/**
 * A mail to one address.
 *
 * @param to a plain address, without a display name
 * @param fromName whom the reader takes for the sender: the profile's brand; null for none
 * @param html shown by readers that can; says the same as the text
 */
public record Mail(String to, @Nullable String fromName, String subject, String text, String html) {
  public Mail {
    // Whoever gets a line break into a header writes headers of his own.
    refuseControls("to", to);
    refuseControls("subject", subject);
    if (fromName != null) {
      refuseControls("fromName", fromName);
    }
    if (to.chars().anyMatch(c -> Character.isWhitespace(c) || "<>()[]\\,;:\"".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("to is not a plain address");
    }
  }

  private static void refuseControls(String field, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(field + " has control characters");
    }
  }

  /** Mails hold one-time codes and personal data: neither is for logs. */
  @Override
  public String toString() {
    return "Mail";
  }
}
