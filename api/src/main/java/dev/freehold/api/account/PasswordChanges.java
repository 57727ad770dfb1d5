package dev.freehold.api.account;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPeople;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Map;

/**
 * A new password for whoever knows the old one and is logged in. The session of his refresh token
 * stays, every other ends.
 */
@Singleton
class PasswordChanges {
  private final LogIns logIns;
  private final RealmPeople people;
  private final AccountMails mails;
  private final AuditLog audit;

  PasswordChanges(LogIns logIns, RealmPeople people, AccountMails mails, AuditLog audit) {
    this.logIns = logIns;
    this.people = people;
    this.mails = mails;
    this.audit = audit;
  }

  void change(
      Profile profile,
      EmailAddress email,
      String oldPassword,
      String newPassword,
      String refreshToken) {
    String subject = claims(logIns.logIn(profile, email, oldPassword)).getSubject();
    JWTClaimsSet session = claims(logIns.refresh(profile, refreshToken));
    if (!session.getSubject().equals(subject)) {
      throw new FreeholdException(
          ErrorCode.INVALID_TOKEN,
          "The refresh token is not accepted",
          Map.of("reason", "refresh_token_invalid", "remedy", "Log in again"));
    }
    people.requireGoodPassword(profile, "newPassword", email.text(), newPassword, false);
    if (!people.setPassword(profile, subject, newPassword)) {
      throw new FreeholdException(
          ErrorCode.VALIDATION,
          ErrorCode.VALIDATION.message(),
          Map.of("newPassword", "was used before", "reason", "password_policy"));
    }
    people.endSessions(profile, subject, (String) session.getClaim("sid"));
    audit.record(
        Actor.account(profile.id(), subject),
        "account.password.change",
        "identity " + profile.id() + ' ' + subject,
        Map.of());
    mails.passwordChanged(profile, people.get(profile, subject));
  }

  /** Straight from Keycloak over our own connection: there is nothing to verify. */
  private static JWTClaimsSet claims(IssuedTokens tokens) {
    try {
      return SignedJWT.parse(tokens.idToken()).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException("Keycloak gave no ID token", e);
    }
  }
}
