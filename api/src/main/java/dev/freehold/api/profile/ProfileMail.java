package dev.freehold.api.profile;

import dev.freehold.api.mail.Mail;
import dev.freehold.api.mail.TestMails;
import dev.freehold.api.mail.SmtpSettings;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.builtin.MailServer;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a profile's mail server. Keycloak's own test writes only to the e-mail of the administrator
 * who asks, and ours is a service account without one; so the API sends, with the same settings.
 */
@Singleton
class ProfileMail {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileMail.class);

  private final ProfileSecrets secrets;
  private final TestMails mails;
  private final SmtpSettings installation;

  ProfileMail(ProfileSecrets secrets, TestMails mails, SmtpSettings installation) {
    this.secrets = secrets;
    this.mails = mails;
    this.installation = installation;
  }

  void test(Profile profile, String to) {
    MailServer own = profile.settings().mail();
    if (own == null && !installation.configured()) {
      throw FreeholdException.of(ErrorCode.ILLEGAL_OPERATION, "mail", "No mail server is set");
    }
    String name = profile.brandName() == null ? profile.name() : profile.brandName();
    String text = "The mail server of " + name + " works.";
    try {
      mails.send(
          own == null ? installation : own.with(password(profile)),
          new Mail(to, name, "Test mail", text, "<p>" + escaped(text) + "</p>"));
    } catch (IllegalArgumentException e) {
      throw new FreeholdException(
          ErrorCode.VALIDATION,
          ErrorCode.VALIDATION.message(),
          Map.of("to", "must be a plain e-mail address"),
          e);
    } catch (MessagingException e) {
      LOG.warn("The test mail of profile {} could not be sent", profile.name(), e);
      throw new FreeholdException(
          ErrorCode.EXTERNAL_SERVICE,
          "The mail could not be sent",
          Map.of("reason", "mail_not_sent", "mail", e.getClass().getSimpleName()),
          e);
    }
  }

  private String password(Profile profile) {
    ProfileSecret secret = secrets.of(profile.id()).get(MailServer.SECRET);
    try {
      return secret == null ? null : secrets.open(secret);
    } catch (RealmRefusal refusal) {
      throw new FreeholdException(
          ErrorCode.ILLEGAL_OPERATION, refusal.getMessage(), Map.of("mail", refusal.getMessage()));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
