package dev.freehold.local.pages;

import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm to look at, with a user for each thing that people meet there. */
record PageRealm(RealmResource resource, String name) implements AutoCloseable {
  static final String USER = "ada@example.com";
  static final String UNVERIFIED = "bo@example.com";
  static final String INVITED = "cleo@example.com";
  static final String NEW_TO_CODES = "dan@example.com";
  static final String NEW_TO_KEYS = "eva@example.com";
  static final String NEW_TO_PASSKEYS = "fay@example.com";
  static final String WITH_CODES = "gil@example.com";
  static final String WITH_KEY = "hal@example.com";
  static final String WITH_BOTH = "ida@example.com";
  static final String PASSWORD =
      UsedSecrets.OF_THIS_RUN.text("password", "correct horse battery staple");
  static final String DISPLAY_NAME = "Example Realm";

  static PageRealm create(Map<String, String> attributes, Consumer<RealmRepresentation> change) {
    RealmResource resource =
        TestPlatform.shared()
            .newRealm(
                "pages",
                realm -> {
                  realm.setDisplayName(DISPLAY_NAME);
                  realm.getAttributes().putAll(attributes);
                  realm.setUsers(
                      List.of(
                          user(USER), unverified(UNVERIFIED, true), unverified(INVITED, false)));
                  change.accept(realm);
                });
    return new PageRealm(resource, resource.toRepresentation().getRealm());
  }

  static PageRealm create(Map<String, String> attributes) {
    return create(attributes, realm -> {});
  }

  /** With second factors and passkeys, as a profile has them that allows all. */
  static PageRealm withFactors(Map<String, String> attributes) {
    PageRealm made =
        create(
            attributes,
            realm -> {
              realm.setWebAuthnPolicyPasswordlessPasskeysEnabled(true);
              realm.setUsers(
                  List.of(
                      user(USER),
                      user(NEW_TO_CODES, "CONFIGURE_TOTP"),
                      user(NEW_TO_KEYS, "webauthn-register"),
                      user(NEW_TO_PASSKEYS, "webauthn-register-passwordless"),
                      with(user(WITH_CODES), Factors.codes()),
                      with(user(WITH_KEY), Factors.key()),
                      with(user(WITH_BOTH), Factors.codes(), Factors.key())));
            });
    Factors.allow(made.resource());
    return made;
  }

  /** Keycloak's link by which an account sets its first password. */
  String invitation(String email) {
    String subject = resource.users().searchByEmail(email, true).getFirst().getId();
    return TestPlatform.shared()
        .admin()
        .proxy(Invitations.class, TestPlatform.shared().keycloak().url())
        .link(name, Map.of("subject", subject, "clientId", "freehold-app", "seconds", 900))
        .get("link");
  }

  /** What our extension adds to Keycloak's administration; the API calls it for real ones. */
  @Path("/admin/realms/{realm}/freehold-invitations")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  interface Invitations {
    @POST
    @Path("link")
    Map<String, String> link(@PathParam("realm") String realm, Map<String, Object> wanted);
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

  private static UserRepresentation user(String email, String... actions) {
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue(PASSWORD);
    UserRepresentation user = new UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setEmailVerified(true);
    user.setFirstName("Ada");
    user.setLastName("Lovelace");
    user.setEnabled(true);
    user.setRequiredActions(List.of(actions));
    user.setCredentials(List.of(password));
    return user;
  }

  private static UserRepresentation unverified(String email, boolean used) {
    UserRepresentation user = user(email, "VERIFY_EMAIL");
    user.setEmailVerified(false);
    if (!used) {
      user.setRequiredActions(List.of());
      user.setCredentials(List.of());
    }
    return user;
  }

  private static UserRepresentation with(
      UserRepresentation user, CredentialRepresentation... factors) {
    user.setCredentials(Stream.concat(user.getCredentials().stream(), Stream.of(factors)).toList());
    return user;
  }

  @Override
  public void close() {
    resource.remove();
  }
}
