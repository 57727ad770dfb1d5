package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.profile.builtin.BuiltInInput;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Changes of profiles: the row first, then the one path that makes the realm follow it. */
@Singleton
class ProfileService {
  private final ProfileRepository profiles;
  private final ProfileRules rules;
  private final BuiltInProfiles builtIns;
  private final Provisioning provisioning;
  private final KeycloakSettings keycloak;
  private final TransactionOperations<Connection> transactions;

  ProfileService(
      ProfileRepository profiles,
      ProfileRules rules,
      BuiltInProfiles builtIns,
      Provisioning provisioning,
      KeycloakSettings keycloak,
      TransactionOperations<Connection> transactions) {
    this.profiles = profiles;
    this.rules = rules;
    this.builtIns = builtIns;
    this.provisioning = provisioning;
    this.keycloak = keycloak;
    this.transactions = transactions;
  }

  /**
   * Makes a profile; see its status for how far its realm is.
   *
   * @throws FreeholdException with ENTITY_EXISTS naming the profile or realm that is in the way
   */
  Profile create(ProfileInput wanted, BuiltInInput settings) {
    ProfileInput input = rules.checked(wanted);
    BuiltInInput builtIn = builtIns.checked(null, input, settings);
    String realm =
        RealmNames.slug(input.name())
            .orElseThrow(() ->
                FreeholdException.of(
                    ErrorCode.VALIDATION,
                    "name",
                    "must have letters a to z or digits and be none of Keycloak's own names"));
    UUID id = Ids.next();
    inTransaction(() -> {
      if (insert(id, input, realm) == 0) {
        throw exists(input.name(), realm);
      }
      profiles.addRoles(id, texts(input.roles()));
      profiles.enable(id, input.enabled());
      profiles.allowNativeLogIn(id, input.nativeLogIn());
      profiles.offer(id, facades(input));
      builtIns.save(id, builtIn);
      return null;
    });
    Optional<RealmRefusal> refusal = provisioning.run(id);
    if (refusal.filter(why -> why.kind() == RealmRefusal.Kind.NOT_OURS).isPresent()) {
      profiles.delete(id);
      throw FreeholdException.of(ErrorCode.ENTITY_EXISTS, "name", refusal.get().getMessage());
    }
    return get(id);
  }

  /** Replaces the settings of the profile as it was when it was read. */
  Profile update(Profile before, ProfileInput wanted, BuiltInInput settings) {
    ProfileInput input = rules.checked(wanted);
    BuiltInInput builtIn = builtIns.checked(before, input, settings);
    inTransaction(() -> {
      switchTo(before, input.enabled());
      profiles.allowNativeLogIn(before.id(), input.nativeLogIn());
      profiles.offer(before.id(), facades(input));
      profiles
          .findByName(input.name())
          .filter(other -> !other.id().equals(before.id()))
          .ifPresent(other -> {
            throw exists(other);
          });
      if (save(before, input) == 0) {
        throw changedMeanwhile();
      }
      profiles.clearRoles(before.id());
      profiles.addRoles(before.id(), texts(input.roles()));
      builtIns.save(before.id(), builtIn);
      return null;
    });
    provisioning.run(before.id());
    return get(before.id());
  }

  /** Removes a profile; while Keycloak is down it stays DELETING and goes later. */
  void delete(UUID id, boolean force) {
    Profile profile = get(id);
    if (profile.isDefault()) {
      throw FreeholdException.of(
          ErrorCode.ILLEGAL_OPERATION, "id", "The default profile cannot be removed");
    }
    long accounts = profiles.countIdentities(id);
    if (accounts > 0 && !force) {
      throw FreeholdException.of(
          ErrorCode.ILLEGAL_OPERATION,
          "force",
          "The profile has " + accounts + " users; they are removed with it only by force");
    }
    profiles.retire(id);
    provisioning.run(id);
  }

  /** Switches the profile on or off, unless nobody could switch it on again. */
  void switchTo(Profile before, boolean enabled) {
    if (before.enabled() && !enabled && profiles.countAdministratorsElsewhere(before.id()) == 0) {
      throw FreeholdException.of(
          ErrorCode.ILLEGAL_OPERATION,
          "enabled",
          "No administrator could log in through another profile");
    }
    profiles.enable(before.id(), enabled);
  }

  Profile get(UUID id) {
    return profiles.find(id).orElseThrow(ProfileService::absent);
  }

  static FreeholdException changedMeanwhile() {
    return FreeholdException.of(
        ErrorCode.ILLEGAL_OPERATION,
        "id",
        "The profile was changed or removed at the same time; try again");
  }

  static FreeholdException absent() {
    return FreeholdException.of(
        ErrorCode.ENTITY_NOT_FOUND, "authenticationProfile", "There is no such profile");
  }

  private long insert(UUID id, ProfileInput input, String realm) {
    return profiles.insert(
        id,
        input.name(),
        false,
        keycloak.issuer(realm),
        ClientSettings.CLIENT_ID,
        realm,
        input.signUpMode().name(),
        array(input.signUpDomains()),
        array(input.callbackUrls()),
        array(input.logoutUrls()),
        input.brandName(),
        input.brandLogo(),
        input.brandPrimaryColor());
  }

  private long save(Profile before, ProfileInput input) {
    return profiles.update(
        before.id(),
        before.revision(),
        input.name(),
        input.signUpMode().name(),
        array(input.signUpDomains()),
        array(input.callbackUrls()),
        array(input.logoutUrls()),
        input.brandName(),
        input.brandLogo(),
        input.brandPrimaryColor());
  }

  private FreeholdException exists(String name, String realm) {
    return profiles
        .findByName(name)
        .or(() -> profiles.findByRealm(realm))
        .map(ProfileService::exists)
        .orElseGet(
            () -> FreeholdException.of(ErrorCode.ENTITY_EXISTS, "name", "The name is taken"));
  }

  static FreeholdException exists(Profile other) {
    Map<String, Object> details = new HashMap<>();
    details.put("name", "The profile '" + other.name() + "' exists already");
    details.put("id", other.id().toString());
    if (other.realm() != null) {
      details.put("realm", other.realm());
    }
    return new FreeholdException(
        ErrorCode.ENTITY_EXISTS, "The profile '" + other.name() + "' exists already", details);
  }

  private <T> void inTransaction(Supplier<T> work) {
    transactions.executeWrite(status -> work.get());
  }

  private static String[] facades(ProfileInput input) {
    return input.facades().stream().map(SignInFacade::name).toArray(String[]::new);
  }

  static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  static String[] texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
