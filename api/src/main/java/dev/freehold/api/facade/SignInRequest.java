package dev.freehold.api.facade;

import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.SignInFacade;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an application asks for at the authorization endpoint, in the manner of OAuth 2.0's implicit
 * grant (RFC 6749, section 4.2.1) and OpenID Connect's (Core 1.0, section 3.2.2.1).
 *
 * @param types {@code token}, {@code id_token} or both
 * @param state given back as it came; null when the application sent none
 * @param nonce put into the ID token; null when the application sent none
 * @param prompt as in OpenID Connect, and {@code create} for the sign-up form; null: as the hosted
 *     page thinks fit
 */
record SignInRequest(
    Profile profile,
    String redirectUri,
    Set<String> types,
    @Nullable String state,
    @Nullable String nonce,
    @Nullable String prompt,
    @Nullable String loginHint) {
  private static final Set<String> TYPES = Set.of("token", "id_token");
  private static final Set<String> PROMPTS = Set.of("login", "none", "create");
  private static final int LONGEST = 1_000;

  /**
   * Reads the request.
   *
   * @throws SignInRefusal when client or redirect URI are not the profile's: nothing may be sent
   *     there then
   */
  static SignInRequest of(Profile profile, SignInFacade facade, OnceParameters given) {
    requireClient(profile, given);
    String redirectUri =
        given
            .value("redirect_uri")
            .filter(profile.callbackUrls()::contains)
            .orElseThrow(() ->
                new SignInRefusal(SignInRefusal.Why.RETURN_NOT_ALLOWED, "allowedCallbackUrls"));
    return new SignInRequest(
        profile,
        redirectUri,
        types(facade, given.value("response_type").orElse("")),
        bounded(given, "state"),
        bounded(given, "nonce"),
        prompt(given),
        bounded(given, "login_hint"));
  }

  static void requireClient(Profile profile, OnceParameters given) {
    if (!given.value("client_id").equals(Optional.of(profile.clientId()))) {
      throw new SignInRefusal(SignInRefusal.Why.CLIENT_UNKNOWN, "client_id");
    }
  }

  /** Empty when the type is not one that is answered here. */
  private static Set<String> types(SignInFacade facade, String text) {
    Set<String> types = Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
    if (!TYPES.containsAll(types)) {
      return Set.of();
    }
    // Cognito answers with both whatever is asked for, and its clients rely on it.
    return facade == SignInFacade.COGNITO ? TYPES : types;
  }

  private static String bounded(OnceParameters given, String name) {
    return given.value(name).filter(value -> value.length() <= LONGEST).orElse(null);
  }

  private static String prompt(OnceParameters given) {
    if (given.value("screen_hint").equals(Optional.of("signup"))) {
      return "create";
    }
    return given.value("prompt").filter(PROMPTS::contains).orElse(null);
  }
}
