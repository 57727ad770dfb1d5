package dev.freehold.api.profile;

import dev.freehold.api.profile.builtin.BruteForce;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import dev.freehold.api.profile.builtin.Connection;
import dev.freehold.api.profile.builtin.Lifetimes;
import dev.freehold.api.profile.builtin.MailServer;
import dev.freehold.api.profile.builtin.PasswordRules;
import dev.freehold.api.profile.builtin.ProfileClaims;
import dev.freehold.api.profile.builtin.SecondFactor;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/** What only built-in profiles have, as GraphQL shows it: of secrets whether they are there. */
record BuiltInView(
    boolean verifyEmail,
    PasswordRules passwordPolicy,
    SecondFactorView secondFactor,
    boolean passkeys,
    Lifetimes lifetimes,
    BruteForce bruteForce,
    List<ConnectionView> connections,
    @Nullable MailView mail,
    @Nullable ProfileClaims claims) {

  record SecondFactorView(SecondFactor.Mode mode, List<SecondFactor.Method> methods) {}

  record SamlView(
      String entityId,
      String singleSignOnUrl,
      String certificate,
      String emailAttribute,
      String firstNameAttribute,
      String lastNameAttribute) {}

  record ConnectionView(
      String alias,
      Connection.Kind kind,
      String displayName,
      boolean enabled,
      @Nullable String clientId,
      @Nullable String scopes,
      boolean trustEmail,
      boolean asksSecondFactor,
      @Nullable String tenant,
      @Nullable String issuer,
      @Nullable SamlView saml,
      String callbackUrl,
      boolean clientSecretSet,
      @Nullable String clientSecretVariable) {}

  record MailView(
      String host,
      int port,
      String from,
      @Nullable String user,
      MailServer.Encryption encryption,
      boolean passwordSet,
      @Nullable String passwordVariable) {}

  static BuiltInView of(Profile profile, Map<String, ProfileSecret> secrets) {
    BuiltInSettings settings = profile.settings();
    return new BuiltInView(
        settings.verifyEmail() || profile.signUpMode() == SignUpMode.DOMAINS,
        settings.password(),
        new SecondFactorView(
            settings.secondFactor().mode(),
            settings.secondFactor().methods().stream().sorted().toList()),
        settings.passkeys(),
        settings.lifetimes(),
        settings.bruteForce(),
        settings.connections().stream()
            .map(one -> connection(profile, one, secrets.get(one.secretName())))
            .toList(),
        settings.mail() == null ? null : mail(settings.mail(), secrets.get(MailServer.SECRET)),
        settings.claims());
  }

  private static ConnectionView connection(
      Profile profile, Connection one, @Nullable ProfileSecret secret) {
    Connection.Saml saml = one.saml();
    return new ConnectionView(
        one.alias(),
        one.kind(),
        one.displayName(),
        one.enabled(),
        one.clientId(),
        one.scopes(),
        one.trustEmail(),
        one.asksSecondFactor(),
        one.tenant(),
        one.openId() == null ? null : one.openId().issuer(),
        saml == null
            ? null
            : new SamlView(
                saml.entityId(),
                saml.singleSignOnUrl().toString(),
                saml.certificate(),
                saml.emailAttribute(),
                saml.firstNameAttribute(),
                saml.lastNameAttribute()),
        profile.issuer() + "/broker/" + one.alias() + "/endpoint",
        secret != null,
        secret == null ? null : secret.variable().orElse(null));
  }

  private static MailView mail(MailServer mail, @Nullable ProfileSecret secret) {
    return new MailView(
        mail.host(),
        mail.port(),
        mail.from(),
        mail.user(),
        mail.encryption(),
        secret != null,
        secret == null ? null : secret.variable().orElse(null));
  }
}
