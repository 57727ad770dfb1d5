package dev.freehold.api.web;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * {@code /welcome/config.json}; nothing in it is secret.
 *
 * @param state {@code ready}, {@code keycloak_down} or {@code profile_pending}
 * @param message what a person should know of the state
 */
@Serdeable
record WelcomeConfiguration(
    String authority,
    String clientId,
    String redirectUri,
    String postLogoutRedirectUri,
    String graphqlUrl,
    String state,
    String message,
    List<Link> links) {
  @Serdeable
  record Link(String name, String url) {}
}
