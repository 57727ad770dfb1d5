package dev.freehold.api.account;

import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.mail.Mailer;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPeople;
import dev.freehold.api.profile.RealmPerson;
import jakarta.inject.Singleton;
import java.util.Map;

/** A forgotten password at a built-in profile: a code by mail, then a new password for the code. */
@Singleton
class PasswordResets {
  private final RealmPeople people;
  private final ResetCodes codes;
  private final AccountMails mails;
  private final Mailer mailer;
  private final AfterAnswer afterAnswer;
  private final AuditLog audit;

  PasswordResets(
      RealmPeople people,
      ResetCodes codes,
      AccountMails mails,
      Mailer mailer,
      AfterAnswer afterAnswer,
      AuditLog audit) {
    this.people = people;
    this.codes = codes;
    this.mails = mails;
    this.mailer = mailer;
    this.afterAnswer = afterAnswer;
    this.audit = audit;
  }

  /** Whatever is found out about the address is found out after the answer. */
  void forgot(Profile profile, EmailAddress email) {
    if (!mailer.configured()) {
      throw new FreeholdException(
          ErrorCode.EXTERNAL_SERVICE,
          "This installation sends no mail",
          Map.of("reason", "mail_not_configured", "remedy", "Set FREEHOLD_SMTP_HOST"));
    }
    afterAnswer.run(
        "mail a reset code",
        () ->
            people
                .byEmail(profile, email.text())
                .filter(RealmPerson::enabled)
                // The code goes where the account's mail goes, whatever was typed.
                .filter(person -> email.text().equals(person.email()))
                .ifPresent(person ->
                    mails.resetCode(
                        profile, person, codes.issue(profile, email, person.subject()))));
  }

  /** Refuses with one text whatever is wrong with the code, or when there is no such account. */
  void confirm(Profile profile, EmailAddress email, String code, String newPassword) {
    people.requireGoodPassword(profile, "newPassword", email.text(), newPassword, false);
    String subject = codes.redeem(profile, email, code).orElseThrow(PasswordResets::wrongCode);
    RealmPerson person = people.get(profile, subject);
    if (!person.enabled() || !email.text().equals(person.email())) {
      throw wrongCode();
    }
    if (!people.setPassword(profile, subject, newPassword)) {
      throw new FreeholdException(
          ErrorCode.VALIDATION,
          ErrorCode.VALIDATION.message(),
          Map.of("newPassword", "was used before", "reason", "password_policy"));
    }
    if (!person.emailVerified()) {
      people.setEmailVerified(profile, subject);
    }
    people.endSessions(profile, subject, null);
    audit.record(
        Actor.account(profile.id(), subject),
        "account.password.reset",
        "identity " + profile.id() + ' ' + subject,
        Map.of());
    mails.passwordChanged(profile, person);
  }

  private static FreeholdException wrongCode() {
    return new FreeholdException(
        ErrorCode.INVALID_ARGUMENT,
        "The code is not valid, or not any more",
        Map.of("reason", "code_invalid", "code", "is not valid", "remedy", "Ask for a new code"));
  }
}
