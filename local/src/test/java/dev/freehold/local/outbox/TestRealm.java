package dev.freehold.local.outbox;

import dev.freehold.local.TestPlatform;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm of ours with one more client, {@code direct}, that gives tokens by password. */
record TestRealm(TestPlatform platform, RealmResource admin, String name) implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  static TestRealm create(TestPlatform platform, Consumer<RealmRepresentation> change) {
    RealmResource admin =
        platform.newRealm(
            "outbox",
            realm -> {
              ClientRepresentation direct = new ClientRepresentation();
              direct.setClientId("direct");
              direct.setPublicClient(true);
              direct.setDirectAccessGrantsEnabled(true);
              List<ClientRepresentation> clients = new ArrayList<>(realm.getClients());
              clients.add(direct);
              realm.setClients(clients);
              change.accept(realm);
            });
    return new TestRealm(platform, admin, admin.toRepresentation().getRealm());
  }

  static Consumer<RealmRepresentation> signup(String mode, String domains) {
    return realm ->
        realm
            .getAttributes()
            .putAll(Map.of("freehold.signup.mode", mode, "freehold.signup.domains", domains));
  }

  HostedPages pages() {
    return new HostedPages(platform.keycloak().url(), app());
  }

  URI app() {
    return URI.create(platform.webhook().toString().replace("127.0.0.1", "localhost")).resolve("/");
  }

  boolean register(String email) throws IOException, InterruptedException {
    return pages().register(name, email, PASSWORD).leftFor(app());
  }

  /** A user made by the administrator, with {@link #PASSWORD}. */
  UserResource user(String email) {
    UserRepresentation user = new UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setFirstName("Ada");
    user.setLastName("Lovelace");
    user.setEnabled(true);
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue(PASSWORD);
    user.setCredentials(List.of(password));
    try (Response answer = admin.users().create(user)) {
      return admin.users().get(CreatedResponseUtil.getCreatedId(answer));
    }
  }

  /** Gives a user a role of the realm's administration. */
  void grant(UserResource user, String role) {
    String management = admin.clients().findByClientId("realm-management").get(0).getId();
    user.roles()
        .clientLevel(management)
        .add(List.of(admin.clients().get(management).roles().get(role).toRepresentation()));
  }

  boolean has(String email) {
    return !admin.users().searchByEmail(email, true).isEmpty();
  }

  String token(String email) throws IOException, InterruptedException {
    return Rest.token(platform.keycloak().url(), name, email, PASSWORD);
  }

  URI account() {
    return URI.create(platform.keycloak().url() + "/realms/" + name + "/account/");
  }

  URI deadLetters() {
    return URI.create(
        platform.keycloak().url() + "/admin/realms/" + name + "/freehold-outbox/dead-letters");
  }

  static String profile(String email, String firstName) {
    return """
    {"username": "%s", "email": "%s", "firstName": "%s", "lastName": "Lovelace"}
    """
        .formatted(email, email, firstName);
  }

  @Override
  public void close() {
    admin.remove();
  }
}
