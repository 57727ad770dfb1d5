package dev.freehold.api.facade;

import dev.freehold.api.platform.Installation;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.SignInFacade;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Addresses of a realm's hosted pages, for a log-in by code and PKCE that returns to this API. */
@Singleton
final class HostedPage {
  private final Installation installation;

  HostedPage(Installation installation) {
    this.installation = installation;
  }

  /** Where the hosted page returns to after a log-in. */
  URI callback() {
    return installation.at(SignInFacade.CALLBACK);
  }

  URI logIn(SignInRequest request, PendingSignIn pending, String state) {
    UriBuilder page =
        UriBuilder.of(endpoint(request.profile(), "auth"))
            .queryParam("client_id", request.profile().clientId())
            .queryParam("response_type", "code")
            .queryParam("scope", "openid profile email")
            .queryParam("redirect_uri", callback())
            .queryParam("state", state)
            .queryParam("nonce", pending.nonce())
            .queryParam("code_challenge", challenge(pending.verifier()))
            .queryParam("code_challenge_method", "S256");
    add(page, "prompt", request.prompt());
    add(page, "login_hint", request.loginHint());
    return page.build();
  }

  /**
   * OpenID Connect RP-Initiated Logout 1.0.
   *
   * @param idToken of the session that ends; without it the hosted page asks the person first
   */
  URI logOut(Profile profile, String returnTo, @Nullable String state, @Nullable String idToken) {
    UriBuilder page =
        UriBuilder.of(endpoint(profile, "logout"))
            .queryParam("client_id", profile.clientId())
            .queryParam("post_logout_redirect_uri", returnTo);
    add(page, "state", state);
    add(page, "id_token_hint", idToken);
    return page.build();
  }

  private static String endpoint(Profile profile, String name) {
    return profile.issuer() + "/protocol/openid-connect/" + name;
  }

  private static void add(UriBuilder page, String name, @Nullable String value) {
    if (value != null) {
      page.queryParam(name, value);
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
