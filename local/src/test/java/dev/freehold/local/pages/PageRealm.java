package dev.freehold.local.pages;

import dev.freehold.local.TestPlatform;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm to look at, with one user who may log in and one whose e-mail is not verified. */
record PageRealm(RealmResource resource, String name) implements AutoCloseable {
  static final String USER = "ada@example.com";
  static final String UNVERIFIED = "bo@example.com";
  static final String PASSWORD = "correct horse battery staple";
  static final String DISPLAY_NAME = "Example Realm";

  static PageRealm create(Map<String, String> attributes, Consumer<RealmRepresentation> change) {
    RealmResource resource =
        TestPlatform.shared()
            .newRealm(
                "pages",
                realm -> {
                  realm.setDisplayName(DISPLAY_NAME);
                  realm.getAttributes().putAll(attributes);
                  realm.setUsers(List.of(user(USER, true), user(UNVERIFIED, false)));
                  change.accept(realm);
                });
    return new PageRealm(resource, resource.toRepresentation().getRealm());
  }

  static PageRealm create(Map<String, String> attributes) {
    return create(attributes, realm -> {});
  }

  /** Adds or replaces attributes; a partial map would wipe the others. */
  void put(Map<String, String> attributes) {
    RealmRepresentation realm = resource.toRepresentation();
    realm.getAttributes().putAll(attributes);
    resource.update(realm);
  }

  /**
   * @param endpoint {@code auth} or {@code registrations}
   */
  String url(String endpoint, String client) {
    return base()
        + endpoint
        + "?client_id="
        + client
        + "&response_type=code&scope=openid&redirect_uri="
        + app()
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
  }

  String logOutUrl() {
    return base() + "logout";
  }

  /** The one page of the application; nobody serves it here. */
  static URI app() {
    return URI.create("http://localhost:" + TestPlatform.shared().webhook().getPort() + "/");
  }

  private String base() {
    return TestPlatform.shared().keycloak().url() + "/realms/" + name + "/protocol/openid-connect/";
  }

  private static UserRepresentation user(String email, boolean verified) {
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue(PASSWORD);
    UserRepresentation user = new UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setEmailVerified(verified);
    user.setFirstName("Ada");
    user.setLastName("Lovelace");
    user.setEnabled(true);
    user.setRequiredActions(verified ? List.of() : List.of("VERIFY_EMAIL"));
    user.setCredentials(List.of(password));
    return user;
  }

  @Override
  public void close() {
    resource.remove();
  }
}
