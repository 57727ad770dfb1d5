package dev.freehold.api.profile;

import dev.freehold.api.mail.SmtpSettings;
import dev.freehold.api.platform.Languages;
import dev.freehold.api.profile.builtin.ConnectionMapping;
import dev.freehold.api.profile.builtin.MailServer;
import dev.freehold.api.profile.builtin.RealmMapping;
import dev.freehold.api.secret.SecretBox;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.representations.idm.RealmRepresentation;

/** What a profile's realm looks like. Applied to what Keycloak has, so that the rest survives. */
@Singleton
class RealmSettings {
  static final String PROFILE_ID = "freehold.profile.id";
  private static final String MAIL_MARK = "freehold.mail." + ConnectionMapping.MARK;
  private static final String THEME = "freehold";

  private final SmtpSettings smtp;
  private final @Nullable String smtpMark;

  RealmSettings(SmtpSettings smtp, SecretBox box) {
    this.smtp = smtp;
    this.smtpMark =
        smtp.configured() && smtp.authenticated()
            ? box.fingerprint(smtp.password() == null ? "" : smtp.password(), MAIL_MARK)
            : null;
  }

  /** Changes the realm to what the profile says; what has calls of its own is elsewhere. */
  void apply(WantedRealm wanted, RealmRepresentation realm) {
    Profile profile = wanted.profile();
    SignUpMode mode = wanted.signUp();
    realm.setEnabled(true);
    realm.setDisplayName(shown(profile));
    appearance(realm);
    signUp(mode, realm);
    protection(realm);
    RealmMapping.apply(profile.settings(), realm);
    // The site that devices say a passkey or security key is for.
    realm.setWebAuthnPolicyRpEntityName(shown(profile));
    realm.setWebAuthnPolicyPasswordlessRpEntityName(shown(profile));
    // Without it a rule on domains would let in whoever types such an address.
    realm.setVerifyEmail(
        profile.settings().verifyEmail() || profile.signUpMode() == SignUpMode.DOMAINS);
    // A partial map would wipe the attributes it does not name: change the whole one.
    Map<String, String> attributes = new HashMap<>();
    if (realm.getAttributes() != null) {
      attributes.putAll(realm.getAttributes());
    }
    attributes(profile, mode, attributes);
    put(
        attributes,
        MAIL_MARK,
        profile.settings().mail() == null ? smtpMark : wanted.mark(MailServer.SECRET));
    realm.setAttributes(attributes);
    mail(profile, null)
        .ifPresent(server -> realm.setSmtpServer(server.realmSettings(shown(profile))));
  }

  /** The same mail server with its password, which only a write needs. */
  void mail(WantedRealm wanted, RealmRepresentation realm) {
    Profile profile = wanted.profile();
    mail(profile, wanted.secret(MailServer.SECRET))
        .ifPresent(server -> realm.setSmtpServer(server.realmSettings(shown(profile))));
  }

  /** Whether the realm's mail server is to have a password. */
  boolean writesSecret(WantedRealm wanted) {
    return wanted.profile().settings().mail() == null
        ? smtpMark != null
        : wanted.hasSecret(MailServer.SECRET);
  }

  /** The profile's own mail server, or the installation's. */
  private Optional<SmtpSettings> mail(Profile profile, @Nullable String password) {
    MailServer own = profile.settings().mail();
    return own != null
        ? Optional.of(own.with(password))
        : Optional.of(smtp).filter(SmtpSettings::configured);
  }

  private static String shown(Profile profile) {
    return profile.brandName() == null ? profile.name() : profile.brandName();
  }

  private static void appearance(RealmRepresentation realm) {
    realm.setLoginTheme(THEME);
    realm.setEmailTheme(THEME);
    realm.setInternationalizationEnabled(true);
    realm.setSupportedLocales(Set.copyOf(Languages.tags()));
    realm.setDefaultLocale(Languages.USUAL.toLanguageTag());
  }

  private static void signUp(SignUpMode mode, RealmRepresentation realm) {
    realm.setRegistrationAllowed(mode != SignUpMode.OFF);
    realm.setRegistrationEmailAsUsername(true);
    realm.setLoginWithEmailAllowed(true);
    realm.setDuplicateEmailsAllowed(false);
    realm.setEditUsernameAllowed(false);
    realm.setResetPasswordAllowed(true);
  }

  private static void protection(RealmRepresentation realm) {
    realm.setSslRequired("external");
    realm.setEventsEnabled(true);
    realm.setEventsExpiration(Duration.ofDays(30).toSeconds());
    realm.setAdminEventsEnabled(true);
    realm.setAdminEventsDetailsEnabled(false);
    realm.setAccessCodeLifespanLogin((int) Duration.ofMinutes(30).toSeconds());
    if (realm.getEventsListeners() == null) {
      realm.setEventsListeners(List.of("jboss-logging"));
    }
  }

  private static void attributes(Profile profile, SignUpMode mode, Map<String, String> attributes) {
    attributes.put(PROFILE_ID, profile.id().toString());
    attributes.put("freehold.signup.mode", mode.attribute());
    attributes.put("freehold.signup.domains", String.join(",", profile.signUpDomains()));
    put(attributes, "freehold.brand.name", profile.brandName());
    put(attributes, "freehold.brand.logo", profile.brandLogo());
    put(attributes, "freehold.brand.primaryColor", profile.brandPrimaryColor());
  }

  private static void put(Map<String, String> attributes, String key, String value) {
    if (value == null) {
      attributes.remove(key);
    } else {
      attributes.put(key, value);
    }
  }
}
