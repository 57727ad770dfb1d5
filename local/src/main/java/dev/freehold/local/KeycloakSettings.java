package dev.freehold.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Keycloak is told at start.
 *
 * @param webhook the API's {@code /hooks/keycloak}
 * @param more further {@code KC_…} variables
 */
record KeycloakSettings(
    int port,
    int managementPort,
    String databaseUrl,
    String databasePassword,
    String adminPassword,
    String clientSecret,
    URI webhook,
    String webhookSecret,
    Map<String, String> more) {
  static final String DATABASE = "keycloak";
  static final String ADMIN = "admin";
  static final String ADMIN_CLIENT = "freehold-api";

  /** Another node on the same database, reached by browsers at the same address as this one. */
  KeycloakSettings node(int port, int managementPort, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(this.more);
    all.put("KC_HOSTNAME", url().toString());
    all.putAll(more);
    return new KeycloakSettings(
        port,
        managementPort,
        databaseUrl,
        databasePassword,
        adminPassword,
        clientSecret,
        webhook,
        webhookSecret,
        all);
  }

  URI url() {
    return URI.create("http://localhost:" + port);
  }

  URI managementUrl() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("KC_DB_URL", databaseUrl);
    environment.put("KC_DB_USERNAME", DATABASE);
    environment.put("KC_DB_PASSWORD", databasePassword);
    environment.put("KC_HTTP_ENABLED", "true");
    environment.put("KC_HTTP_HOST", "127.0.0.1");
    environment.put("KC_HTTP_PORT", Integer.toString(port));
    environment.put("KC_HTTP_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(managementPort));
    // One node on one machine: no cluster port opened on the network.
    environment.put("KC_CACHE", "local");
    environment.put("KC_HOSTNAME", url().toString());
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword);
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", ADMIN_CLIENT);
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", clientSecret);
    environment.put("KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__URL", webhook.toString());
    environment.put("KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__SECRET", webhookSecret);
    environment.putAll(more);
    return environment;
  }
}
