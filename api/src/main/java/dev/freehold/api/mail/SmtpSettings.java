package dev.freehold.api.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.Map;

/**
 * The mail server of the installation, {@code FREEHOLD_SMTP_*}: the API sends by it and writes it
 * to the realms.
 *
 * @param tls {@code starttls}, {@code ssl} (or {@code true}), or nothing
 */
@ConfigurationProperties("freehold.smtp")
public record SmtpSettings(
    @Nullable String host,
    @Nullable String port,
    @Nullable String from,
    @Nullable String user,
    @Nullable String password,
    @Nullable String tls) {
  public boolean configured() {
    return host != null && !host.isBlank();
  }

  /** As Keycloak's realm representation wants it. */
  public Map<String, String> realmSettings(String senderName) {
    Map<String, String> settings = new HashMap<>();
    if (!configured()) {
      return settings;
    }
    settings.put("host", host);
    settings.put("port", Integer.toString(portNumber()));
    settings.put("from", from == null ? "" : from);
    settings.put("fromDisplayName", senderName);
    settings.put("starttls", String.valueOf(startTls()));
    settings.put("ssl", String.valueOf(ssl()));
    settings.put("auth", String.valueOf(authenticated()));
    if (authenticated()) {
      settings.put("user", user);
      settings.put("password", password == null ? "" : password);
    }
    return settings;
  }

  int portNumber() {
    return port == null || port.isBlank() ? 25 : Integer.parseInt(port.strip());
  }

  boolean startTls() {
    return "starttls".equalsIgnoreCase(tls);
  }

  boolean ssl() {
    return "ssl".equalsIgnoreCase(tls) || "true".equalsIgnoreCase(tls);
  }

  /** Whether mails are sent with a user's name and password. */
  public boolean authenticated() {
    return user != null && !user.isBlank();
  }

  @Override
  public String toString() {
    return "SmtpSettings[" + host + ':' + port + ']';
  }
}
