package dev.freehold.local;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Realms as the API provisions them, for tests that need Keycloak alone. */
final class TestRealms {
  private TestRealms() {}

  /**
   * Open sign-up, mail to the catcher, one public client {@code freehold-app} with code and PKCE.
   */
  static RealmRepresentation realm(String name, int smtpPort, URI app) {
    RealmRepresentation realm = new RealmRepresentation();
    realm.setRealm(name);
    realm.setEnabled(true);
    realm.setRegistrationAllowed(true);
    realm.setRegistrationEmailAsUsername(true);
    realm.setLoginWithEmailAllowed(true);
    realm.setResetPasswordAllowed(true);
    realm.setLoginTheme("freehold");
    realm.setEmailTheme("freehold");
    realm.setInternationalizationEnabled(true);
    realm.setSupportedLocales(java.util.Set.of("en", "de", "es"));
    realm.setDefaultLocale("en");
    realm.setSmtpServer(
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(smtpPort),
            "from", "no-reply@freehold.localhost"));
    Map<String, String> attributes = new HashMap<>();
    attributes.put("freehold.profile.id", UUID.randomUUID().toString());
    attributes.put("freehold.signup.mode", "open");
    realm.setAttributes(attributes);
    realm.setClients(List.of(client(app)));
    return realm;
  }

  private static ClientRepresentation client(URI app) {
    ClientRepresentation client = new ClientRepresentation();
    client.setClientId("freehold-app");
    client.setPublicClient(true);
    client.setStandardFlowEnabled(true);
    client.setDirectAccessGrantsEnabled(false);
    client.setRedirectUris(List.of(app + "/"));
    client.setWebOrigins(List.of(app.toString()));
    client.setAttributes(
        Map.of("pkce.code.challenge.method", "S256", "post.logout.redirect.uris", app + "/"));
    return client;
  }
}
