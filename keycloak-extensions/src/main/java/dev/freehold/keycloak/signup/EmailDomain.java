package dev.freehold.keycloak.signup;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The domain of an e-mail address, lower case and in punycode. What a mail server could read
 * differently from us has no domain here, and so passes no rule.
 */
final class EmailDomain {
  private static final int MAX_LENGTH = 253;
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

  private EmailDomain() {}

  /**
   * The domain after the last {@code @}; empty when the address is no plain {@code local@domain}.
   */
  static Optional<String> of(String email) {
    String address = email.strip();
    int at = address.lastIndexOf('@');
    // A second @ hides in quotes, comments and routes: nobody needs it, and readers disagree about
    // it.
    boolean single = at >= 1 && address.indexOf('@') == at;
    return single && address.codePoints().allMatch(EmailDomain::plain)
        ? normalize(address.substring(at + 1))
        : Optional.empty();
  }

  /**
   * A domain name in lower case and punycode; empty when it is none, or when it changes on the way
   * there and back.
   */
  static Optional<String> normalize(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    // The Kelvin sign and its like turn into ASCII letters when lower-cased. Long names are not
    // worth converting.
    if (domain.length() > MAX_LENGTH || ascii(domain) != ascii(lower)) {
      return Optional.empty();
    }
    String punycode;
    try {
      punycode = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
    boolean host = punycode.length() <= MAX_LENGTH && HOST_NAME.matcher(punycode).matches();
    return host && unambiguous(lower, punycode) ? Optional.of(punycode) : Optional.empty();
  }

  /**
   * IDNA 2003 folds what IDNA 2008 keeps apart (sharp s and ss), and maps full-width letters, other
   * dots and invisible signs: only a name that comes back as it went is the same to both.
   */
  private static boolean unambiguous(String lower, String punycode) {
    return lower.equals(punycode) || IDN.toUnicode(punycode).equals(lower);
  }

  private static long ascii(String text) {
    return text.codePoints().filter(point -> point < 128).count();
  }

  private static boolean plain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
