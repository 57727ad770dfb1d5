package dev.freehold.api.profile;

import dev.freehold.api.mail.SmtpSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.representations.idm.RealmRepresentation;

/** What a profile's realm looks like. Applied to what Keycloak has, so that the rest survives. */
@Singleton
class RealmSettings {
  static final String PROFILE_ID = "freehold.profile.id";
  private static final String THEME = "freehold";

  private final SmtpSettings smtp;

  RealmSettings(SmtpSettings smtp) {
    this.smtp = smtp;
  }

  /**
   * Changes the realm to what the profile says.
   *
   * @param open false while nobody may register himself yet, whatever the profile says
   */
  void apply(Profile profile, boolean open, RealmRepresentation realm) {
    SignUpMode mode = open ? profile.signUpMode() : SignUpMode.OFF;
    String shown = profile.brandName() == null ? profile.name() : profile.brandName();
    realm.setEnabled(true);
    realm.setDisplayName(shown);
    appearance(realm);
    signUp(mode, realm);
    protection(realm);
    lifetimes(realm);
    if (smtp.configured()) {
      realm.setSmtpServer(smtp.realmSettings(shown));
    }
    // A partial map would wipe the attributes it does not name: change the whole one.
    Map<String, String> attributes = new HashMap<>();
    if (realm.getAttributes() != null) {
      attributes.putAll(realm.getAttributes());
    }
    attributes(profile, mode, attributes);
    realm.setAttributes(attributes);
  }

  private static void appearance(RealmRepresentation realm) {
    realm.setLoginTheme(THEME);
    realm.setEmailTheme(THEME);
    realm.setInternationalizationEnabled(true);
    realm.setSupportedLocales(Set.of("en", "de", "es"));
    realm.setDefaultLocale("en");
  }

  private static void signUp(SignUpMode mode, RealmRepresentation realm) {
    realm.setRegistrationAllowed(mode != SignUpMode.OFF);
    realm.setRegistrationEmailAsUsername(true);
    realm.setLoginWithEmailAllowed(true);
    realm.setDuplicateEmailsAllowed(false);
    realm.setEditUsernameAllowed(false);
    realm.setResetPasswordAllowed(true);
    // Without it a rule on domains would let in whoever types such an address.
    realm.setVerifyEmail(mode == SignUpMode.DOMAINS);
  }

  private static void protection(RealmRepresentation realm) {
    realm.setSslRequired("external");
    realm.setPasswordPolicy("length(8) and maxLength(128) and notUsername and notEmail");
    realm.setBruteForceProtected(true);
    realm.setPermanentLockout(false);
    realm.setFailureFactor(10);
    realm.setWaitIncrementSeconds(60);
    realm.setMaxFailureWaitSeconds(900);
    realm.setMaxDeltaTimeSeconds((int) Duration.ofHours(12).toSeconds());
    realm.setEventsEnabled(true);
    realm.setEventsExpiration(Duration.ofDays(30).toSeconds());
    realm.setAdminEventsEnabled(true);
    realm.setAdminEventsDetailsEnabled(false);
    if (realm.getEventsListeners() == null) {
      realm.setEventsListeners(List.of("jboss-logging"));
    }
  }

  private static void lifetimes(RealmRepresentation realm) {
    // The ID token is the bearer and lives as long as the access token.
    realm.setAccessTokenLifespan((int) Duration.ofMinutes(15).toSeconds());
    // Applications refresh in parallel with one token, and all must succeed.
    realm.setRevokeRefreshToken(false);
    realm.setSsoSessionIdleTimeout((int) Duration.ofHours(12).toSeconds());
    realm.setSsoSessionMaxLifespan((int) Duration.ofDays(7).toSeconds());
    realm.setAccessCodeLifespanLogin((int) Duration.ofMinutes(30).toSeconds());
    realm.setActionTokenGeneratedByUserLifespan((int) Duration.ofMinutes(15).toSeconds());
    realm.setActionTokenGeneratedByAdminLifespan((int) Duration.ofHours(24).toSeconds());
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
