package dev.freehold.api.profile;

import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.platform.Installation;
import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rows every installation has. Several nodes may do it at once; a later start, nothing.
 */
@Singleton
class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  private final RoleRepository roles;
  private final ProfileRepository profiles;
  private final KeycloakSettings keycloak;
  private final TransactionOperations<Connection> transactions;
  private final String realm;
  private final String publicUrl;

  FirstStart(
      RoleRepository roles,
      ProfileRepository profiles,
      KeycloakSettings keycloak,
      TransactionOperations<Connection> transactions,
      Installation installation,
      @Property(name = "freehold.default-realm", defaultValue = "freehold") String realm) {
    this.roles = roles;
    this.profiles = profiles;
    this.keycloak = keycloak;
    this.transactions = transactions;
    this.realm = realm;
    this.publicUrl = installation.at("/").toString();
  }

  void run() {
    transactions.executeWrite(status -> {
      roles.insertBuiltIn(Ids.next(), Roles.ADMINISTRATOR, "May do everything");
      roles.insertBuiltIn(Ids.next(), Roles.GUEST, "Callers without a user");
      if (profiles.findDefault().isEmpty()) {
        insertDefault();
      }
      for (Profile profile : profiles.list()) {
        if (profile.builtIn()) {
          profiles.moveIssuer(profile.id(), keycloak.issuer(profile.realm()));
        }
      }
      return null;
    });
  }

  private void insertDefault() {
    UUID id = Ids.next();
    // The welcome page of the API is an application too.
    List<String> callbacks = List.of(RedirectUrls.DEFAULT_CALLBACK, publicUrl);
    List<String> logouts = List.of(RedirectUrls.DEFAULT_LOGOUT, publicUrl);
    long made =
        profiles.insert(
            id,
            "Default",
            true,
            keycloak.issuer(realm),
            ClientSettings.CLIENT_ID,
            realm,
            SignUpMode.OPEN.name(),
            new String[0],
            callbacks.toArray(String[]::new),
            logouts.toArray(String[]::new),
            // Until the company sets its own: nobody should log in to something called Default.
            "Freehold",
            null,
            null);
    if (made == 1) {
      Role guest = roles.findByName(Roles.GUEST).orElseThrow();
      profiles.addRoles(id, new String[] {guest.id().toString()});
      LOG.info("First start: made the profile Default for the realm {}", realm);
    }
  }
}
