package dev.freehold.api.facade;

import dev.freehold.api.platform.Installation;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.SignInFacade;
import dev.freehold.api.profile.SignInFacades;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Log-outs in the manner of Cognito and Auth0: the session ends, then an allowed address follows.
 */
@Singleton
final class LogOuts {
  private static final String PENDING = "log-out";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SignInFacades profiles;
  private final HostedPage hosted;
  private final SealedCookies cookies;
  private final SessionCookie session;
  private final Installation installation;

  /** A log-in that follows the log-out. */
  private record Next(UUID profileId, String redirectUri) {}

  LogOuts(
      SignInFacades profiles,
      HostedPage hosted,
      SealedCookies cookies,
      SessionCookie session,
      Installation installation) {
    this.profiles = profiles;
    this.hosted = hosted;
    this.cookies = cookies;
    this.session = session;
    this.installation = installation;
  }

  /** {@code logout_uri} is where it ends; with {@code redirect_uri} the log-in page follows. */
  MutableHttpResponse<?> cognito(Profile profile, OnceParameters given, HttpRequest<?> request) {
    SignInRequest.requireClient(profile, given);
    Optional<String> end = given.value("logout_uri");
    if (end.isPresent()) {
      return leave(profile, allowed(profile, end.get()), null, request);
    }
    String redirectUri =
        given
            .value("redirect_uri")
            .filter(profile.callbackUrls()::contains)
            .orElseThrow(LogOuts::notAllowed);
    String state = RandomText.next();
    MutableHttpResponse<?> response =
        leave(profile, installation.at(SignInFacade.LOGGED_OUT).toString(), state, request);
    cookies.keep(request, response, PENDING, state, new Next(profile.id(), redirectUri), PATIENCE);
    return response;
  }

  /** {@code returnTo} is where it ends, the first allowed address when it is missing. */
  MutableHttpResponse<?> auth0(Profile profile, OnceParameters given, HttpRequest<?> request) {
    SignInRequest.requireClient(profile, given);
    String end = given.value("returnTo").orElse(profile.logoutUrls().getFirst());
    return leave(profile, allowed(profile, end), null, request);
  }

  /** The hosted page is done with the log-out; the log-in page follows. */
  MutableHttpResponse<?> loggedOut(OnceParameters given, HttpRequest<?> request) {
    String state = given.value("state").orElse("");
    Next next = cookies.find(request, PENDING, state, Next.class).orElseThrow(LogOuts::done);
    Profile profile = profiles.byId(next.profileId()).orElseThrow(LogOuts::done);
    URI page =
        UriBuilder.of(installation.at("/sign-in/" + profile.id() + "/oauth2/authorize"))
            .queryParam("client_id", profile.clientId())
            .queryParam("response_type", "token")
            .queryParam("redirect_uri", next.redirectUri())
            .build();
    MutableHttpResponse<?> response = Redirects.to(page);
    cookies.forget(response, PENDING, state);
    return response;
  }

  private MutableHttpResponse<?> leave(
      Profile profile, String returnTo, String state, HttpRequest<?> request) {
    String idToken = session.idToken(request, profile.id());
    MutableHttpResponse<?> response =
        Redirects.to(hosted.logOut(profile, returnTo, state, idToken));
    session.forget(response, profile.id());
    return response;
  }

  private static String allowed(Profile profile, String url) {
    if (!profile.logoutUrls().contains(url)) {
      throw notAllowed();
    }
    return url;
  }

  private static SignInRefusal done() {
    return new SignInRefusal(SignInRefusal.Why.LOGGED_OUT, "");
  }

  private static SignInRefusal notAllowed() {
    return new SignInRefusal(
        SignInRefusal.Why.RETURN_NOT_ALLOWED,
        "allowedLogoutUrls (redirect_uri: allowedCallbackUrls)");
  }
}
