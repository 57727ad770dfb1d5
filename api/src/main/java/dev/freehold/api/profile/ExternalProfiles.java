package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Changes of profiles of external issuers: the issuer is asked first, then the row is written. */
@Singleton
class ExternalProfiles {
  private final ProfileRepository profiles;
  private final ExternalProfileRepository rows;
  private final ProfileService service;
  private final ProfileRules rules;
  private final ExternalRules externalRules;
  private final Discovery discovery;
  private final ClientSecrets secrets;
  private final TransactionOperations<Connection> transactions;

  ExternalProfiles(
      ProfileRepository profiles,
      ExternalProfileRepository rows,
      ProfileService service,
      ProfileRules rules,
      ExternalRules externalRules,
      Discovery discovery,
      ClientSecrets secrets,
      TransactionOperations<Connection> transactions) {
    this.profiles = profiles;
    this.rows = rows;
    this.service = service;
    this.rules = rules;
    this.externalRules = externalRules;
    this.discovery = discovery;
    this.secrets = secrets;
    this.transactions = transactions;
  }

  Profile create(ProfileType type, ProfileInput wanted, ExternalInput external) {
    ProfileInput input = rules.checked(wanted);
    externalRules.check(type, external);
    requireFree(input.name(), external.issuer(), null);
    UUID id = Ids.next();
    ExternalSettings settings = settings(id, type, external, null);
    transactions.executeWrite(status -> {
      if (insert(id, type, input, external, settings) == 0) {
        requireFree(input.name(), external.issuer(), null);
        throw FreeholdException.of(ErrorCode.ENTITY_EXISTS, "name", "The name is taken");
      }
      profiles.addRoles(id, ProfileService.texts(input.roles()));
      profiles.allowNativeLogIn(id, input.nativeLogIn());
      return null;
    });
    return service.get(id);
  }

  /** Replaces the settings of the profile as it was when it was read. */
  Profile update(Profile before, ProfileInput wanted, ExternalInput external) {
    ProfileInput input = rules.checked(wanted);
    externalRules.check(before.type(), external);
    requireSameUsers(before, external.issuer());
    requireFree(input.name(), external.issuer(), before.id());
    ExternalSettings settings = settings(before.id(), before.type(), external, before);
    transactions.executeWrite(status -> {
      service.switchTo(before, input.enabled());
      if (save(before, input, external, settings) == 0) {
        throw ProfileService.changedMeanwhile();
      }
      profiles.clearRoles(before.id());
      profiles.addRoles(before.id(), ProfileService.texts(input.roles()));
      profiles.allowNativeLogIn(before.id(), input.nativeLogIn());
      return null;
    });
    return service.get(before.id());
  }

  /** Identities are (issuer, subject): another issuer's subjects would be other people. */
  private void requireSameUsers(Profile before, String issuer) {
    if (!before.issuer().equals(issuer) && profiles.countIdentities(before.id()) > 0) {
      throw FreeholdException.of(
          ErrorCode.ILLEGAL_OPERATION,
          before.type().input() + ".issuer",
          "The profile has users of its issuer; make another profile for another issuer");
    }
  }

  private void requireFree(String name, String issuer, @Nullable UUID self) {
    profiles
        .findByName(name)
        .filter(other -> !other.id().equals(self))
        .ifPresent(other -> {
          throw ProfileService.exists(other);
        });
    Optional<Profile> alike =
        rows.findByIssuerAlike(issuer).filter(other -> !other.id().equals(self));
    if (alike.isPresent()) {
      throw new FreeholdException(
          ErrorCode.ENTITY_EXISTS,
          ErrorCode.ENTITY_EXISTS.message(),
          Map.of(
              "issuer",
              "An issuer belongs to one profile, this one to '" + alike.get().name() + "'",
              "id",
              alike.get().id().toString()));
    }
  }

  private ExternalSettings settings(
      UUID id, ProfileType type, ExternalInput input, @Nullable Profile before) {
    return new ExternalSettings(
        input.audiences(),
        input.tokenKinds(),
        input.autoSignUp(),
        secret(id, input, before),
        input.claims(),
        input.roles(),
        endpoints(type, input.issuer(), before),
        input.auth0());
  }

  private @Nullable String secret(UUID id, ExternalInput input, @Nullable Profile before) {
    if (input.keepsSecret()) {
      // One issuer's secret is never sent to another: write-only also means that.
      boolean same = before != null && before.issuer().equals(input.issuer());
      return same ? before.external().clientSecret() : null;
    }
    return input.clientSecret() == null ? null : secrets.keep(id, input.clientSecret());
  }

  /** An issuer that is down when something else is changed keeps the addresses it had. */
  private ProviderEndpoints endpoints(ProfileType type, String issuer, @Nullable Profile before) {
    try {
      return discovery.of(issuer);
    } catch (DiscoveryRefusal refusal) {
      if (refusal.unreachable() && before != null && before.issuer().equals(issuer)) {
        return before.external().endpoints();
      }
      String field = type == ProfileType.AUTH0 ? ".domain" : ".issuer";
      throw new FreeholdException(
          ErrorCode.VALIDATION,
          ErrorCode.VALIDATION.message(),
          Map.of(type.input() + field, refusal.getMessage()),
          refusal);
    }
  }

  private long insert(
      UUID id,
      ProfileType type,
      ProfileInput input,
      ExternalInput external,
      ExternalSettings settings) {
    return rows.insert(
        id,
        input.name(),
        type.name(),
        input.enabled(),
        external.issuer(),
        external.clientId(),
        settings,
        input.signUpMode().name(),
        ProfileService.array(input.signUpDomains()),
        ProfileService.array(input.callbackUrls()),
        ProfileService.array(input.logoutUrls()),
        input.brandName(),
        input.brandLogo(),
        input.brandPrimaryColor());
  }

  private long save(
      Profile before, ProfileInput input, ExternalInput external, ExternalSettings settings) {
    return rows.update(
        before.id(),
        before.revision(),
        input.name(),
        external.issuer(),
        external.clientId(),
        settings,
        input.signUpMode().name(),
        ProfileService.array(input.signUpDomains()),
        ProfileService.array(input.callbackUrls()),
        ProfileService.array(input.logoutUrls()),
        input.brandName(),
        input.brandLogo(),
        input.brandPrimaryColor());
  }
}
