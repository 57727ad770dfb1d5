package dev.freehold.api.profile;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The e-mail domains of a sign-up rule in the form the realm attribute has: lower case, punycode
 * (RFC 5891), no {@code @}; {@code *.} in front means the sub-domains only.
 */
final class SignUpDomains {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  private SignUpDomains() {}

  /** Empty when the text is no domain. */
  static Optional<String> normalize(String text) {
    String domain = text.strip();
    if (domain.startsWith("@")) {
      domain = domain.substring(1);
    }
    boolean subDomains = domain.startsWith("*.");
    if (subDomains) {
      domain = domain.substring(2);
    }
    String ascii;
    try {
      ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return DOMAIN.matcher(ascii).matches()
        ? Optional.of(subDomains ? "*." + ascii : ascii)
        : Optional.empty();
  }

  /** Those of the texts that are no domains. */
  static List<String> refused(List<String> texts) {
    return texts.stream().filter(text -> normalize(text).isEmpty()).toList();
  }
}
