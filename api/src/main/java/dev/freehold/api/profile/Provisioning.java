package dev.freehold.api.profile;

import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
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

  Provisioning(
      ProfileRepository profiles,
      Realms realms,
      ProvisioningLock lock,
      List<AccountsBeforeOpening> accounts,
      TransactionOperations<Connection> transactions) {
    this.profiles = profiles;
    this.realms = realms;
    this.lock = lock;
    this.accounts = accounts;
    this.transactions = transactions;
  }

  /** Empty when it went well, or the profile is no more. */
  Optional<RealmRefusal> run(UUID profileId) {
    try {
      return lock.hold(profileId, () -> attempt(profileId));
    } catch (RealmRefusal refusal) {
      return Optional.of(refusal);
    }
  }

  private Optional<RealmRefusal> attempt(UUID profileId) {
    Optional<Profile> found = profiles.find(profileId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Profile profile = found.get();
    try {
      if (profile.status() == ProfileStatus.DELETING) {
        remove(profile);
      } else if (profile.builtIn()) {
        provision(profile);
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

  private void provision(Profile profile) {
    boolean neverOpen = profile.openedAt() == null;
    realms.provision(profile, !neverOpen);
    realms.withAccounts(profile, made -> accounts.forEach(account -> account.make(profile, made)));
    if (neverOpen) {
      // Noted first: from here on somebody may have registered himself.
      profiles.open(profile.id());
      realms.provision(profile, true);
    }
    LOG.info("Realm {} follows profile {}", profile.realm(), profile.name());
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
