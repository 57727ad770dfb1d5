package dev.freehold.api.profile;

import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one path from a profile's row to its realm; says in the row how it went. */
@Singleton
class Provisioning {
  private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

  private final ProfileRepository profiles;
  private final Realms realms;
  private final ProvisioningLock lock;
  private final List<AccountsBeforeOpening> accounts;
  private final TransactionOperations<Connection> transactions;
  private final ProfileSecrets secrets;
  private final AuditLog audit;

  Provisioning(
      ProfileRepository profiles,
      Realms realms,
      ProvisioningLock lock,
      List<AccountsBeforeOpening> accounts,
      TransactionOperations<Connection> transactions,
      ProfileSecrets secrets,
      AuditLog audit) {
    this.profiles = profiles;
    this.realms = realms;
    this.lock = lock;
    this.accounts = accounts;
    this.transactions = transactions;
    this.secrets = secrets;
    this.audit = audit;
  }

  private enum Occasion {
    CHANGED,
    NOT_READY,
    ROUTINE
  }

  /**
   * Follows a change that somebody asked for; writes secrets too, which nobody can compare. Empty
   * when it went well, or the profile is no more.
   */
  Optional<RealmRefusal> run(UUID profileId) {
    return run(profileId, Occasion.CHANGED);
  }

  /** Goes on with a profile that is not ready, unless it has become so meanwhile. */
  Optional<RealmRefusal> resume(UUID profileId) {
    return run(profileId, Occasion.NOT_READY);
  }

  /** Puts back what is seen to differ. */
  Optional<RealmRefusal> repair(UUID profileId) {
    return run(profileId, Occasion.ROUTINE);
  }

  private Optional<RealmRefusal> run(UUID profileId, Occasion occasion) {
    try {
      return lock.hold(profileId, () -> attempt(profileId, occasion));
    } catch (RealmRefusal refusal) {
      return Optional.of(refusal);
    }
  }

  private Optional<RealmRefusal> attempt(UUID profileId, Occasion occasion) {
    Optional<Profile> found = profiles.find(profileId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Profile profile = found.get();
    if (occasion == Occasion.NOT_READY && profile.status() == ProfileStatus.READY) {
      // Whoever held the lock before has done it; people may have changed Keycloak since.
      return Optional.empty();
    }
    try {
      if (profile.status() == ProfileStatus.DELETING) {
        remove(profile);
      } else if (profile.builtIn()) {
        provision(profile, occasion == Occasion.CHANGED);
        profiles.report(profileId, profile.revision(), ProfileStatus.READY.name(), null);
      }
      return Optional.empty();
    } catch (FreeholdException e) {
      return refused(profile, new RealmRefusal(RealmRefusal.Kind.REFUSED, e.getMessage(), e));
    } catch (RealmRefusal refusal) {
      return refused(profile, refusal);
    }
  }

  private Optional<RealmRefusal> refused(Profile profile, RealmRefusal refusal) {
    if (refusal.kind() == RealmRefusal.Kind.NOT_OURS) {
      profiles.distrust(profile.id());
    }
    boolean waiting = refusal.kind() == RealmRefusal.Kind.UNREACHABLE;
    ProfileStatus status = waiting ? ProfileStatus.PENDING : ProfileStatus.FAILED;
    // A realm that was ready stays usable while Keycloak restarts.
    if (!waiting || profile.status() != ProfileStatus.READY) {
      profiles.report(profile.id(), profile.revision(), status.name(), refusal.getMessage());
    }
    return Optional.of(refusal);
  }

  private void provision(Profile profile, boolean secretsAnew) {
    boolean neverOpen = profile.openedAt() == null;
    List<Difference> repaired = realms.provision(wanted(profile, !neverOpen, secretsAnew));
    realms.withAccounts(profile, made -> accounts.forEach(account -> account.make(profile, made)));
    if (neverOpen) {
      // Noted first: from here on somebody may have registered himself.
      profiles.open(profile.id());
      realms.provision(wanted(profile, true, false));
    }
    if (!repaired.isEmpty()) {
      LOG.info(
          "Realm {} follows profile {}; changed: {}",
          profile.realm(),
          profile.name(),
          names(repaired));
    }
    if (profile.status() == ProfileStatus.READY && !repaired.isEmpty()) {
      audit.record(
          Actor.SYSTEM,
          "profile.repair",
          "profile " + profile.id(),
          Map.of("settings", names(repaired)));
    }
  }

  private WantedRealm wanted(Profile profile, boolean open, boolean secretsAnew) {
    return new WantedRealm(profile, open, secrets.of(profile.id()), secrets::open, secretsAnew);
  }

  private static List<String> names(List<Difference> differences) {
    return differences.stream().map(Difference::setting).toList();
  }

  private void remove(Profile profile) {
    if (profile.builtIn()) {
      realms.remove(profile);
    }
    transactions.executeWrite(status -> {
      profiles.deleteUsersOf(profile.id());
      profiles.delete(profile.id());
      return null;
    });
    LOG.info("Profile {} is removed", profile.name());
  }
}
