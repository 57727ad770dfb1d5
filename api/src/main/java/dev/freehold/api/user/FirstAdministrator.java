package dev.freehold.api.user;

import dev.freehold.api.access.Roles;
import dev.freehold.api.profile.AccountsBeforeOpening;
import dev.freehold.api.profile.Profile;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first administrator in the default profile's realm. Whoever has the configured e-mail
 * is taken for him only while the realm was never open: later it may be anybody who registered
 * himself with that address.
 */
@Singleton
class FirstAdministrator implements AccountsBeforeOpening {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

  private final FirstAdministratorSettings settings;
  private final AccountRepository rows;
  private final Accounts accounts;
  private final UserRoleRepository userRoles;
  private final TransactionOperations<Connection> transactions;

  FirstAdministrator(
      FirstAdministratorSettings settings,
      AccountRepository rows,
      Accounts accounts,
      UserRoleRepository userRoles,
      TransactionOperations<Connection> transactions) {
    this.settings = settings;
    this.rows = rows;
    this.accounts = accounts;
    this.userRoles = userRoles;
    this.transactions = transactions;
  }

  @Override
  public void make(Profile profile, RealmAccounts realm) {
    if (!profile.isDefault() || rows.anyAdministrator()) {
      return;
    }
    if (!settings.given()) {
      LOG.warn("Nobody is an administrator: set FREEHOLD_ADMIN_EMAIL and FREEHOLD_ADMIN_PASSWORD");
      return;
    }
    Optional<String> found = realm.subjectByEmail(settings.email());
    if (found.isPresent() && profile.openedAt() != null) {
      LOG.error(
          "No administrator is made: an account with the e-mail of FREEHOLD_ADMIN_EMAIL exists and"
              + " may have been registered by anybody. Name another e-mail");
      return;
    }
    // Between these two steps a crash leaves an account that the next start finds before opening.
    String subject = found.orElseGet(() -> realm.create(settings.email(), settings.password()));
    pin(profile, subject);
    LOG.info("Made the first administrator in the realm {}", profile.realm());
  }

  private void pin(Profile profile, String subject) {
    transactions.executeWrite(status -> {
      accounts.arrive(
          new Arrival(profile.id(), subject, 0, settings.email(), true, null, null, true, null));
      Identity identity = rows.find(profile.id(), subject).orElseThrow();
      userRoles.grantByName(identity.userId(), Roles.ADMINISTRATOR);
      return null;
    });
  }
}
