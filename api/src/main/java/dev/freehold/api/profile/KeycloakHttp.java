package dev.freehold.api.profile;

import dev.freehold.api.profile.ProviderHttp.Answer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Talks to our own Keycloak, which may be at a private address. It waits longer than for others:
 * while many log in at once, Keycloak hashes their passwords one after the other.
 */
@Singleton
public class KeycloakHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LARGEST = 256 * 1024;

  private final BoundedHttp http = new BoundedHttp(new ProviderAddresses(true), PATIENCE, LARGEST);

  Answer post(URI uri, Map<String, String> fields) throws IOException {
    return http.send(BoundedHttp.form(uri, fields));
  }

  /** With the client's credentials in the header. */
  public Answer post(URI uri, Map<String, String> fields, String clientId, String secret)
      throws IOException {
    return http.send(BoundedHttp.form(uri, fields, clientId, secret));
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
