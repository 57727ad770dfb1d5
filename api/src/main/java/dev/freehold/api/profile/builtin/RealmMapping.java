package dev.freehold.api.profile.builtin;

import java.util.List;
import org.keycloak.representations.idm.RealmRepresentation;

/** The settings as a realm has them; what needs calls of its own is elsewhere. */
public final class RealmMapping {
  private RealmMapping() {}

  public static void apply(BuiltInSettings settings, RealmRepresentation realm) {
    realm.setPasswordPolicy(settings.password().policy());
    apply(settings.bruteForce(), realm);
    apply(settings.lifetimes(), realm);
    oneTimeCodes(realm);
    passkeys(settings.passkeys(), realm);
  }

  private static void apply(BruteForce brute, RealmRepresentation realm) {
    realm.setBruteForceProtected(brute.enabled());
    realm.setPermanentLockout(brute.permanent());
    realm.setFailureFactor(brute.failures());
    realm.setWaitIncrementSeconds(brute.waitSeconds());
    realm.setMaxFailureWaitSeconds(brute.maxWaitSeconds());
    realm.setMaxDeltaTimeSeconds(brute.forgetSeconds());
  }

  private static void apply(Lifetimes lifetimes, RealmRepresentation realm) {
    // The ID token is the bearer and lives as long as the access token.
    realm.setAccessTokenLifespan(lifetimes.token());
    // Applications refresh in parallel with one token, and all must succeed.
    realm.setRevokeRefreshToken(false);
    realm.setSsoSessionIdleTimeout(lifetimes.sessionIdle());
    realm.setSsoSessionMaxLifespan(lifetimes.sessionMax());
    realm.setActionTokenGeneratedByUserLifespan(lifetimes.mailLink());
    realm.setActionTokenGeneratedByAdminLifespan(lifetimes.invitationLink());
  }

  /** As every app for codes understands them; one is good once. */
  private static void oneTimeCodes(RealmRepresentation realm) {
    realm.setOtpPolicyType("totp");
    realm.setOtpPolicyAlgorithm("HmacSHA1");
    realm.setOtpPolicyDigits(6);
    realm.setOtpPolicyPeriod(30);
    realm.setOtpPolicyLookAheadWindow(1);
    realm.setOtpPolicyCodeReusable(false);
  }

  /** A passkey is two factors only when the device asks who is there. */
  private static void passkeys(boolean enabled, RealmRepresentation realm) {
    realm.setWebAuthnPolicyPasswordlessPasskeysEnabled(enabled);
    realm.setWebAuthnPolicyPasswordlessResidentKey("required");
    realm.setWebAuthnPolicyPasswordlessUserVerificationRequirement("required");
    realm.setWebAuthnPolicyPasswordlessSignatureAlgorithms(List.of("ES256", "RS256"));
  }
}
