package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes the application and the API in an Auth0 tenant by its management API, each unless it is
 * there: the application is known by its name, the API by its identifier. One node at a time, so
 * that nothing is made twice. The management token is used and forgotten.
 */
@Singleton
class Auth0Setup {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 100;

  private final ProviderHttp http;
  private final ProvisioningLock lock;

  Auth0Setup(ProviderHttp http, ProvisioningLock lock) {
    this.http = http;
    this.lock = lock;
  }

  /**
   * What is wanted.
   *
   * @param base the management API's address without a path
   * @param apiIdentifier null: no API is wanted
   */
  record Wanted(
      String base,
      String token,
      String name,
      @Nullable String apiIdentifier,
      List<String> callbackUrls,
      List<String> logoutUrls) {
    @Override
    public String toString() {
      return "Wanted[" + base + ", " + name + ']';
    }
  }

  /** What is done with a thing at Auth0. */
  enum Action {
    /** It is there and left as it is. */
    EXISTS,
    /** A dry run: it would be made. */
    WOULD_CREATE,
    CREATED
  }

  /**
   * One thing at Auth0.
   *
   * @param id null while it is not there
   */
  record Step(String kind, String name, Action action, @Nullable String id) {}

  List<Step> run(Wanted wanted, boolean dryRun) {
    UUID one = UUID.nameUUIDFromBytes(wanted.base().getBytes(StandardCharsets.UTF_8));
    return lock.hold(
        one,
        () -> {
          List<Step> steps = new ArrayList<>();
          steps.add(application(wanted, dryRun));
          if (wanted.apiIdentifier() != null) {
            steps.add(api(wanted, dryRun));
          }
          return steps;
        });
  }

  private Step application(Wanted wanted, boolean dryRun) {
    String id = applicationId(wanted);
    if (id != null || dryRun) {
      return new Step("application", wanted.name(), action(id), id);
    }
    JsonNode made =
        post(
            wanted,
            "/api/v2/clients",
            Map.of(
                "name", wanted.name(),
                "app_type", "spa",
                "oidc_conformant", true,
                "token_endpoint_auth_method", "none",
                "grant_types", List.of("authorization_code", "refresh_token"),
                "jwt_configuration", Map.of("alg", "RS256"),
                "callbacks", wanted.callbackUrls(),
                "allowed_logout_urls", wanted.logoutUrls(),
                "web_origins",
                    wanted.callbackUrls().stream().map(RedirectUrls::origin).distinct().toList()));
    return new Step(
        "application", wanted.name(), Action.CREATED, made.path("client_id").textValue());
  }

  private @Nullable String applicationId(Wanted wanted) {
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode found =
          get(
              wanted,
              "/api/v2/clients?fields=client_id,name&is_global=false&per_page="
                  + PAGE
                  + "&page="
                  + page);
      for (JsonNode client : found) {
        if (wanted.name().equals(client.path("name").textValue())) {
          return client.path("client_id").textValue();
        }
      }
      if (found.size() < PAGE) {
        return null;
      }
    }
    throw failed("The tenant has too many applications to be sure that there is none", null);
  }

  private Step api(Wanted wanted, boolean dryRun) {
    String path =
        "/api/v2/resource-servers/"
            + URLEncoder.encode(wanted.apiIdentifier(), StandardCharsets.UTF_8);
    JsonNode found = get(wanted, path);
    String id = found.isMissingNode() ? null : found.path("id").textValue();
    if (id != null || dryRun) {
      return new Step("api", wanted.apiIdentifier(), action(id), id);
    }
    JsonNode made =
        post(
            wanted,
            "/api/v2/resource-servers",
            Map.of(
                "name",
                wanted.name(),
                "identifier",
                wanted.apiIdentifier(),
                "signing_alg",
                "RS256",
                "token_dialect",
                "rfc9068_profile"));
    return new Step("api", wanted.apiIdentifier(), Action.CREATED, made.path("id").textValue());
  }

  private static Action action(@Nullable String id) {
    return id == null ? Action.WOULD_CREATE : Action.EXISTS;
  }

  /** Missing when there is no such thing. */
  private JsonNode get(Wanted wanted, String path) {
    try {
      return body(http.get(URI.create(wanted.base() + path), wanted.token()));
    } catch (IOException e) {
      throw failed("Auth0 did not answer", e);
    }
  }

  private JsonNode post(Wanted wanted, String path, Map<String, Object> body) {
    try {
      return body(
          http.postJson(
              URI.create(wanted.base() + path), JSON.writeValueAsString(body), wanted.token()));
    } catch (IOException e) {
      throw failed("Auth0 did not answer", e);
    }
  }

  private static JsonNode body(ProviderHttp.Answer answer) {
    return switch (answer.status()) {
      case 200, 201 -> {
        try {
          yield JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
          throw new UncheckedIOException(e);
        }
      }
      case 404 -> JSON.missingNode();
      case 401, 403 ->
          throw FreeholdException.of(
              ErrorCode.VALIDATION,
              "managementToken",
              "is not accepted; it needs read:clients, create:clients, read:resource_servers and"
                  + " create:resource_servers");
      default -> throw failed("Auth0 answered " + answer.status(), null);
    };
  }

  private static FreeholdException failed(String why, @Nullable Exception cause) {
    return new FreeholdException(
        ErrorCode.EXTERNAL_SERVICE,
        ErrorCode.EXTERNAL_SERVICE.message(),
        Map.of("auth0", why, "reason", "provider_unavailable"),
        cause);
  }
}
