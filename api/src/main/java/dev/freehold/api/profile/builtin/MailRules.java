package dev.freehold.api.profile.builtin;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Collection;
import java.util.regex.Pattern;

/** What a mail server must be like. */
final class MailRules {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?");

  private MailRules() {}

  static void check(MailServer mail, Collection<String> secrets, BuiltInRules rules) {
    if (!HOST.matcher(mail.host()).matches()) {
      rules.fault("mail.host", "must be the name or address of a mail server");
    }
    rules.within("mail.port", mail.port(), 1, 65_535);
    try {
      InternetAddress from = new InternetAddress(mail.from(), true);
      if (!from.getAddress().equals(mail.from()) || !mail.from().contains("@")) {
        rules.fault("mail.from", "must be a plain e-mail address");
      }
    } catch (AddressException _) {
      rules.fault("mail.from", "must be a plain e-mail address");
    }
    if (mail.user() != null && !secrets.contains(MailServer.SECRET)) {
      rules.fault("mail.password", "is needed with a user");
    }
    if (mail.encryption() == MailServer.Encryption.NONE && mail.user() != null && !rules.local()) {
      rules.fault(
          "mail.encryption", "must not be NONE with a user: the password would go in clear");
    }
  }
}
