package dev.freehold.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the API is told at start, as in docs/architecture.md. */
record ApiSettings(
    int port,
    int managementPort,
    String databaseUrl,
    String databasePassword,
    URI keycloakUrl,
    String clientSecret,
    String webhookSecret,
    String encryptionKey,
    String adminPassword,
    int smtpPort,
    Map<String, String> more) {
  static final String DATABASE = "freehold";
  static final String ADMIN_EMAIL = "admin@freehold.localhost";

  /** Another node on the same database and Keycloak. */
  ApiSettings onPorts(int port, int managementPort, Map<String, String> more) {
    return new ApiSettings(
        port,
        managementPort,
        databaseUrl,
        databasePassword,
        keycloakUrl,
        clientSecret,
        webhookSecret,
        encryptionKey,
        adminPassword,
        smtpPort,
        more);
  }

  URI url() {
    return URI.create("http://localhost:" + port);
  }

  URI managementUrl() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  URI webhook() {
    return URI.create("http://127.0.0.1:" + port + "/hooks/keycloak");
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("FREEHOLD_MODE", "local");
    environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
    environment.put("FREEHOLD_API_PORT", Integer.toString(port));
    environment.put("FREEHOLD_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("FREEHOLD_PUBLIC_URL", url().toString());
    environment.put("FREEHOLD_DATABASE_URL", databaseUrl);
    environment.put("FREEHOLD_DATABASE_USER", DATABASE);
    environment.put("FREEHOLD_DATABASE_PASSWORD", databasePassword);
    environment.put("FREEHOLD_KEYCLOAK_URL", keycloakUrl.toString());
    environment.put("FREEHOLD_KEYCLOAK_ADMIN_CLIENT_ID", KeycloakSettings.ADMIN_CLIENT);
    environment.put("FREEHOLD_KEYCLOAK_ADMIN_CLIENT_SECRET", clientSecret);
    environment.put("FREEHOLD_WEBHOOK_SECRET", webhookSecret);
    environment.put("FREEHOLD_ENCRYPTION_KEY", encryptionKey);
    environment.put("FREEHOLD_ADMIN_EMAIL", ADMIN_EMAIL);
    environment.put("FREEHOLD_ADMIN_PASSWORD", adminPassword);
    environment.put("FREEHOLD_SMTP_HOST", "127.0.0.1");
    environment.put("FREEHOLD_SMTP_PORT", Integer.toString(smtpPort));
    environment.put("FREEHOLD_SMTP_FROM", "no-reply@freehold.localhost");
    environment.putAll(more);
    return environment;
  }
}
