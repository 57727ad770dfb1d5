package dev.freehold.api.profile;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.Map;

/**
 * The mail server written to the realms.
 *
 * @param tls {@code starttls}, {@code ssl} (or {@code true}), or nothing
 */
@ConfigurationProperties("freehold.smtp")
record SmtpSettings(
    @Nullable String host,
    @Nullable String port,
    @Nullable String from,
    @Nullable String user,
    @Nullable String password,
    @Nullable String tls) {
  boolean configured() {
    return host != null && !host.isBlank();
  }

  /** As Keycloak's realm representation wants it. */
  Map<String, String> realmSettings(String senderName) {
    Map<String, String> settings = new HashMap<>();
    if (!configured()) {
      return settings;
    }
    settings.put("host", host);
    settings.put("port", port == null ? "25" : port);
    settings.put("from", from == null ? "" : from);
    settings.put("fromDisplayName", senderName);
    settings.put("starttls", String.valueOf("starttls".equalsIgnoreCase(tls)));
    settings.put(
        "ssl", String.valueOf("ssl".equalsIgnoreCase(tls) || "true".equalsIgnoreCase(tls)));
    boolean authenticated = user != null && !user.isBlank();
    settings.put("auth", String.valueOf(authenticated));
    if (authenticated) {
      settings.put("user", user);
      settings.put("password", password == null ? "" : password);
    }
    return settings;
  }

  @Override
  public String toString() {
    return "SmtpSettings[" + host + ':' + port + ']';
  }
}
