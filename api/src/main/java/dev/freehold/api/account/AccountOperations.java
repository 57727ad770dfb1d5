package dev.freehold.api.account;

import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.PasswordOperations;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.profile.PasswordProfiles;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.SignUpRules;
import dev.freehold.api.user.PasswordSignUps;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The operations with passwords: which profile, is it allowed, is it too often; then to our own
 * Keycloak or to the profile's issuer.
 */
@Singleton
class AccountOperations {
  private final PasswordProfiles profiles;
  private final AccountLimits limits;
  private final List<PasswordOperations> issuers;
  private final LogIns logIns;
  private final PasswordResets resets;
  private final PasswordChanges changes;
  private final SignUpByPassword signUps;
  private final Verifications verifications;
  private final PasswordSignUps users;

  AccountOperations(
      PasswordProfiles profiles,
      AccountLimits limits,
      List<PasswordOperations> issuers,
      LogIns logIns,
      PasswordResets resets,
      PasswordChanges changes,
      SignUpByPassword signUps,
      Verifications verifications,
      PasswordSignUps users) {
    this.profiles = profiles;
    this.limits = limits;
    this.issuers = issuers;
    this.logIns = logIns;
    this.resets = resets;
    this.changes = changes;
    this.signUps = signUps;
    this.verifications = verifications;
    this.users = users;
  }

  IssuedTokens logIn(Optional<UUID> profileId, String address, String password) {
    Profile profile = profiles.require(profileId);
    EmailAddress email = EmailAddress.of(address);
    limits.aTry(profile, email);
    return profile.builtIn()
        ? logIns.logIn(profile, email, password)
        : issuer(profile).logIn(profile, email.text(), password);
  }

  IssuedTokens refresh(Optional<UUID> profileId, String refreshToken) {
    Profile profile = profiles.require(profileId);
    limits.aTry();
    return profile.builtIn()
        ? logIns.refresh(profile, refreshToken)
        : issuer(profile).refresh(profile, refreshToken);
  }

  Object signUp(Optional<UUID> profileId, String password, Arguments user) {
    Profile profile = profiles.require(profileId);
    EmailAddress email = EmailAddress.of(user.string("email").orElse(""));
    PasswordSignUps.check(user);
    limits.aTry(profile, email);
    limits.aMail(profile, email);
    SignUpRules.requireAddress(profile, email.text());
    if (profile.builtIn()) {
      return signUps.signUp(profile, email, password, user);
    }
    issuer(profile)
        .signUp(
            profile,
            email.text(),
            password,
            user.string("firstName").orElse(null),
            user.string("lastName").orElse(null));
    // The user comes with the first token.
    return users.nobody(profile, email.text(), user);
  }

  void forgot(Optional<UUID> profileId, String address) {
    Profile profile = profiles.require(profileId);
    EmailAddress email = EmailAddress.of(address);
    limits.aMail(profile, email);
    if (profile.builtIn()) {
      resets.forgot(profile, email);
    } else {
      issuer(profile).forgot(profile, email.text());
    }
  }

  void confirmForgotten(Optional<UUID> profileId, String address, String code, String newPassword) {
    Profile profile = profiles.require(profileId);
    EmailAddress email = EmailAddress.of(address);
    limits.aTry(profile, email);
    if (profile.builtIn()) {
      resets.confirm(profile, email, code, newPassword);
    } else {
      issuer(profile).confirmForgotten(profile, email.text(), code, newPassword);
    }
  }

  void change(
      Optional<UUID> profileId,
      String address,
      String oldPassword,
      String newPassword,
      String refreshToken) {
    Profile profile = profiles.require(profileId);
    EmailAddress email = EmailAddress.of(address);
    limits.aTry(profile, email);
    if (profile.builtIn()) {
      changes.change(profile, email, oldPassword, newPassword, refreshToken);
    } else {
      issuer(profile).change(profile, email.text(), oldPassword, newPassword);
    }
  }

  void resendVerification(Optional<UUID> profileId, String address) {
    Profile profile = profiles.require(profileId);
    EmailAddress email = EmailAddress.of(address);
    limits.aMail(profile, email);
    if (profile.builtIn()) {
      verifications.resend(profile, email);
    } else {
      issuer(profile).resendVerification(profile, email.text());
    }
  }

  private PasswordOperations issuer(Profile profile) {
    return issuers.stream()
        .filter(one -> one.type() == profile.type())
        .findFirst()
        .orElseThrow(() ->
            new FreeholdException(
                ErrorCode.ILLEGAL_OPERATION,
                "The profile's issuer takes passwords on its own page only",
                Map.of("reason", "native_login_unsupported")));
  }
}
