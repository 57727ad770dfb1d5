package dev.freehold.api.profile;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where Keycloak is and how the API may administer it.
 *
 * @param url as browsers reach it; issuers start with it
 * @param internalUrl as the API reaches it; null: the same
 */
@ConfigurationProperties("freehold.keycloak")
public record KeycloakSettings(
    @Bindable(defaultValue = "") String url,
    @Nullable String internalUrl,
    @Nullable String adminClientId,
    @Nullable String adminClientSecret) {
  public KeycloakSettings {
    url = withoutSlash(url);
    internalUrl = internalUrl == null || internalUrl.isBlank() ? url : withoutSlash(internalUrl);
  }

  String issuer(String realm) {
    return url + "/realms/" + realm;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  @Override
  public String toString() {
    return "KeycloakSettings[" + url + ", " + internalUrl + ']';
  }
}
