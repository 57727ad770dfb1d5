package dev.freehold.local.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.representations.idm.ClientRepresentation;

/** GraphQL as the first administrator of the platform. */
final class AdministratorClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REALM = "freehold";

  private final TestPlatform platform;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token;

  AdministratorClient(TestPlatform platform) {
    this.platform = platform;
  }

  /**
   * Gets an ID token; the client's password grant is on for that moment only. It serves for as long
   * as it is valid, also while Keycloak is down.
   */
  void logIn() {
    ClientResource client = client();
    ClientRepresentation settings = client.toRepresentation();
    settings.setDirectAccessGrantsEnabled(true);
    client.update(settings);
    Map<String, String> form =
        Map.of(
            "grant_type", "password",
            "client_id", "freehold-app",
            "scope", "openid",
            "username", platform.administratorEmail(),
            "password", platform.administratorPassword());
    String body =
        form.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI address =
        URI.create(
            platform.keycloak().url() + "/realms/" + REALM + "/protocol/openid-connect/token");
    token =
        UsedSecrets.OF_THIS_RUN.token(
            "ID token",
            post(address, "application/x-www-form-urlencoded", null, body)
                .at("/id_token")
                .asText());
    settings.setDirectAccessGrantsEnabled(false);
    client.update(settings);
  }

  JsonNode graphql(String query) {
    try {
      return post(
          URI.create(platform.api().url() + "/graphql"),
          "application/json",
          token,
          JSON.writeValueAsString(Map.of("query", query)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ClientResource client() {
    var clients = platform.admin().realm(REALM).clients();
    return clients.get(clients.findByClientId("freehold-app").getFirst().getId());
  }

  private JsonNode post(URI address, String type, String bearer, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("content-type", type)
            .POST(BodyPublishers.ofString(body));
    if (bearer != null) {
      request.header("authorization", "Bearer " + bearer);
    }
    try {
      return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
