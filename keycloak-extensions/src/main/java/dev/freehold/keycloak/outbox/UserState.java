package dev.freehold.keycloak.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A user as the receiver sees it.
 *
 * @param createdAt milliseconds since 1970, null for users older than that column
 * @param passwordAt see {@link KnownState}; never told
 */
record UserState(
    String username,
    String email,
    boolean emailVerified,
    String firstName,
    String lastName,
    boolean enabled,
    String locale,
    Long createdAt,
    Long passwordAt) {

  /** The longest language tag worth passing on; anything longer is not one. */
  private static final int MAX_LOCALE = 35;

  UserState {
    locale = locale == null || locale.length() > MAX_LOCALE ? null : locale;
  }

  /**
   * A SHA-256 over the names, e-mail and locale, in hex: tells a changed profile without keeping a
   * copy of it.
   */
  String profileHash() {
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {username, email, firstName, lastName, locale}) {
      // The length in front keeps ("ab", "c") and ("a", "bc") apart, and null from empty.
      text.append(part == null ? -1 : part.length()).append(':').append(part).append('\n');
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
