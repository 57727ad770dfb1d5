package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;

/**
 * Reads an issuer's discovery document and checks it: OpenID Connect Discovery 1.0, section 4. What
 * an issuer answers is shown to nobody, so that asking for one reveals nothing about the network.
 */
@Singleton
class Discovery {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProviderHttp http;

  Discovery(ProviderHttp http) {
    this.http = http;
  }

  /** The addresses that the issuer names, its key set among them having been read once. */
  ProviderEndpoints of(String issuer) throws DiscoveryRefusal {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode document = json(URI.create(base + PATH), "The discovery document");
    if (!issuer.equals(document.path("issuer").textValue())) {
      throw refused(
          "The discovery document names another issuer; enter the issuer exactly as the provider"
              + " writes it, with or without a slash at the end");
    }
    URI jwks = address(document, "jwks_uri", true);
    JsonNode keys = json(jwks, "The key set").path("keys");
    if (!keys.isArray() || keys.isEmpty()) {
      throw refused("The key set that the discovery document names has no keys");
    }
    return new ProviderEndpoints(
        jwks,
        address(document, "authorization_endpoint", true),
        address(document, "token_endpoint", false),
        address(document, "end_session_endpoint", false));
  }

  private JsonNode json(URI uri, String what) throws DiscoveryRefusal {
    String refusal = http.refusal(uri);
    if (refusal != null) {
      throw refused(what + " has an address that " + refusal);
    }
    ProviderHttp.Answer answer;
    try {
      answer = http.get(uri);
    } catch (ProviderAddresses.ForbiddenAddress e) {
      throw new DiscoveryRefusal(
          false,
          what
              + " is at an address that is not public; FREEHOLD_PROVIDERS_ALLOW_PRIVATE allows"
              + " such providers",
          e);
    } catch (IOException e) {
      throw new DiscoveryRefusal(true, what + " could not be read", e);
    }
    if (answer.status() >= 500 || answer.status() == 429) {
      throw new DiscoveryRefusal(true, what + " could not be read", null);
    }
    if (answer.status() != 200) {
      throw refused(what + " is not there, or is behind a redirect, which is not followed");
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new DiscoveryRefusal(false, what + " is not JSON", e);
    }
  }

  private URI address(JsonNode document, String name, boolean required) throws DiscoveryRefusal {
    String text = document.path(name).textValue();
    if (text == null) {
      if (required) {
        throw refused("The discovery document has no " + name);
      }
      return null;
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new DiscoveryRefusal(false, "The discovery document's " + name + " is no URL", e);
    }
    String refusal = http.refusal(uri);
    if (refusal != null) {
      throw refused("The discovery document's " + name + " " + refusal);
    }
    return uri;
  }

  private static DiscoveryRefusal refused(String why) {
    return new DiscoveryRefusal(false, why, null);
  }
}
