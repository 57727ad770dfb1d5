package dev.freehold.api.profile;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;

/** Calls Keycloak's admin REST API as the service account of the master realm. */
@Singleton
class KeycloakAdministration {
  private final KeycloakSettings settings;

  KeycloakAdministration(KeycloakSettings settings) {
    this.settings = settings;
  }

  /** Runs the work with a token of its own; every failure comes out as a {@link RealmRefusal}. */
  <T> T call(Function<Keycloak, T> work) {
    try (Keycloak keycloak =
        KeycloakBuilder.builder()
            .serverUrl(settings.internalUrl())
            .realm("master")
            .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
            .clientId(settings.adminClientId())
            .clientSecret(settings.adminClientSecret())
            .resteasyClient(http())
            .build()) {
      return work.apply(keycloak);
    } catch (WebApplicationException e) {
      throw refusal(e);
    } catch (ProcessingException e) {
      // A failed log-in of the service account arrives wrapped.
      if (e.getCause() instanceof WebApplicationException answer) {
        throw refusal(answer);
      }
      throw new RealmRefusal(
          RealmRefusal.Kind.UNREACHABLE, "Keycloak does not answer; it is tried again", e);
    }
  }

  private static RealmRefusal refusal(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 401, 403 ->
          new RealmRefusal(
              RealmRefusal.Kind.REFUSED, "Keycloak does not accept the API's service account", e);
      case 502, 503, 504 ->
          new RealmRefusal(
              RealmRefusal.Kind.UNREACHABLE, "Keycloak is not ready; it is tried again", e);
      default ->
          new RealmRefusal(
              RealmRefusal.Kind.REFUSED, "Keycloak answered with HTTP status " + status, e);
    };
  }

  private static Client http() {
    return ClientBuilder.newBuilder()
        .connectTimeout(3, TimeUnit.SECONDS)
        .readTimeout(30, TimeUnit.SECONDS)
        .register(JacksonProvider.class, 100)
        .build();
  }
}
