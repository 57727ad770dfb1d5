package dev.freehold.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** How the parts find and trust each other: from ports and secrets to what each part is told. */
record Wiring(Ports ports, Secrets secrets) {
  ApiSettings api(Map<String, String> more) {
    return new ApiSettings(
        ports.api(),
        ports.management(),
        database(ApiSettings.DATABASE),
        secrets.databaseFreehold(),
        keycloakUrl(),
        secrets.keycloakClient(),
        secrets.webhook(),
        secrets.encryptionKey(),
        secrets.administrator(),
        ports.smtp(),
        more);
  }

  KeycloakSettings keycloak(Map<String, String> more) {
    return new KeycloakSettings(
        ports.keycloak(),
        ports.keycloakManagement(),
        database(KeycloakSettings.DATABASE),
        secrets.databaseKeycloak(),
        secrets.keycloakAdmin(),
        secrets.keycloakClient(),
        api(Map.of()).webhook(),
        secrets.webhook(),
        more);
  }

  EmbeddedDatabase startDatabase(Path folder, Artifacts artifacts) {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            folder, artifacts.postgresql(), ports.postgres(), secrets.databaseSuperuser());
    database.provide(KeycloakSettings.DATABASE, secrets.databaseKeycloak());
    database.provide(ApiSettings.DATABASE, secrets.databaseFreehold());
    database.run(ApiSettings.DATABASE, artifacts.eventTriggers());
    return database;
  }

  /** Answers once the API has made the realm of the default profile. */
  URI logIn() {
    return URI.create(keycloakUrl() + "/realms/freehold/.well-known/openid-configuration");
  }

  private URI keycloakUrl() {
    return URI.create("http://localhost:" + ports.keycloak());
  }

  private String database(String name) {
    return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + name;
  }
}
