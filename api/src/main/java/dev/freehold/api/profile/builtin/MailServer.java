package dev.freehold.api.profile.builtin;

import dev.freehold.api.mail.SmtpSettings;
import io.micronaut.core.annotation.Nullable;

/**
 * The mail server of one profile. Its password is kept elsewhere.
 *
 * @param from the address that mails come from
 * @param user null: no log-in
 */
public record MailServer(
    String host, int port, String from, @Nullable String user, Encryption encryption) {
  /** The name that the password is kept by. */
  public static final String SECRET = "mail";

  /** How the connection is protected. */
  public enum Encryption {
    NONE,
    STARTTLS,
    TLS
  }

  public SmtpSettings with(@Nullable String password) {
    String tls =
        switch (encryption) {
          case NONE -> "";
          case STARTTLS -> "starttls";
          case TLS -> "ssl";
        };
    return new SmtpSettings(host, Integer.toString(port), from, user, password, tls);
  }
}
