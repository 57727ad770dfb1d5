package dev.freehold.api.account;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address in the one form in which accounts are looked for: lower case, and nothing in it
 * that another spelling could be folded into. Look-alikes (full width, a Kelvin sign for k) are
 * refused rather than mapped: nobody means them, and mapped they would name somebody else.
 */
record EmailAddress(String text) {
  private static final int LONGEST = 254;

  /**
   * Reads an address.
   *
   * @throws FreeholdException with VALIDATION when the text cannot be an address
   */
  static EmailAddress of(String written) {
    String text = written.strip();
    String lower = text.toLowerCase(Locale.ROOT);
    int at = text.lastIndexOf('@');
    boolean plain =
        at > 0
            && at < text.length() - 1
            && text.length() <= LONGEST
            && text.codePoints().noneMatch(EmailAddress::refused)
            && Normalizer.isNormalized(text, Normalizer.Form.NFKC)
            // Folding must not make an ASCII letter of what is none.
            && ascii(text) == ascii(lower);
    if (!plain) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "email", "is not an e-mail address");
    }
    return new EmailAddress(lower);
  }

  private static boolean refused(int c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || "<>()[]\\,;:\"".indexOf(c) >= 0;
  }

  private static long ascii(String text) {
    return text.chars().filter(c -> c < 128).count();
  }

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "EmailAddress";
  }
}
