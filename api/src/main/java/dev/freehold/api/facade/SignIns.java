package dev.freehold.api.facade;

import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.CodeExchange;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.SignInFacades;
import dev.freehold.api.token.TokenOutcome;
import dev.freehold.api.token.TokenVerification;
import dev.freehold.api.token.VerifiedToken;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-ins in the old manner, tokens in the fragment, with a log-in by code and PKCE behind them.
 * Whatever cannot be trusted ends on a page here; only an address of the profile is returned to.
 */
@Singleton
final class SignIns {
  private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
  private static final String PENDING = "sign-in";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final SignInFacades profiles;
  private final HostedPage hosted;
  private final SealedCookies cookies;
  private final SessionCookie session;
  private final CodeExchange codes;
  private final TokenVerification tokens;
  private final Clock clock;

  SignIns(
      SignInFacades profiles,
      HostedPage hosted,
      SealedCookies cookies,
      SessionCookie session,
      CodeExchange codes,
      TokenVerification tokens,
      Clock clock) {
    this.profiles = profiles;
    this.hosted = hosted;
    this.cookies = cookies;
    this.session = session;
    this.codes = codes;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Sends the person to the hosted page. */
  MutableHttpResponse<?> begin(SignInRequest wanted, HttpRequest<?> request) {
    if (wanted.types().isEmpty()) {
      return Fragment.error(wanted.redirectUri(), "unsupported_response_type", wanted.state());
    }
    String state = RandomText.next();
    PendingSignIn pending =
        PendingSignIn.begin(wanted, clock.instant().plus(PATIENCE).getEpochSecond());
    MutableHttpResponse<?> response = Redirects.to(hosted.logIn(wanted, pending, state));
    cookies.keep(request, response, PENDING, state, pending, PATIENCE);
    return response;
  }

  /** Takes what the hosted page answered and returns to the application. */
  MutableHttpResponse<?> finish(OnceParameters given, HttpRequest<?> request) {
    String state = given.value("state").orElse("");
    PendingSignIn pending =
        cookies
            .find(request, PENDING, state, PendingSignIn.class)
            .filter(one -> clock.instant().getEpochSecond() < one.until())
            .orElseThrow(SignIns::unknown);
    Profile profile = profiles.byId(pending.profileId()).orElseThrow(SignIns::unknown);
    Optional<String> code = given.value("code");
    MutableHttpResponse<?> response =
        code.isPresent()
            ? withTokens(profile, pending, code.get(), request)
            : Fragment.error(pending.redirectUri(), error(given), pending.state());
    cookies.forget(response, PENDING, state);
    return response;
  }

  private MutableHttpResponse<?> withTokens(
      Profile profile, PendingSignIn pending, String code, HttpRequest<?> request) {
    IssuedTokens issued;
    try {
      issued = codes.ofOwnLogIn(profile, code, hosted.callback(), pending.verifier());
      requireOwn(profile, pending, issued);
    } catch (FreeholdException e) {
      LOG.warn("A sign-in of profile {} was not completed", profile.name(), e);
      return Fragment.error(pending.redirectUri(), "server_error", pending.state());
    }
    MutableHttpResponse<?> response = Fragment.tokens(pending, issued);
    session.keep(request, response, profile.id(), issued.idToken());
    return response;
  }

  /** The token is one that this profile's requests will be accepted with, made for this sign-in. */
  private void requireOwn(Profile profile, PendingSignIn pending, IssuedTokens issued) {
    switch (tokens.outcome(issued.idToken())) {
      case TokenOutcome.Verified(VerifiedToken token)
          when token.profileId().equals(profile.id())
              && pending.nonce().equals(token.claims().get("nonce")) -> {}
      case TokenOutcome.Rejected(FreeholdException refusal) -> throw refusal;
      default -> throw FreeholdException.notAuthorized();
    }
  }

  /** An error code of RFC 6749, section 4.1.2.1, and nothing else that an address may carry. */
  private static String error(OnceParameters given) {
    return given.value("error").filter(text -> text.matches("[a-z_]{1,60}")).orElse("server_error");
  }

  private static SignInRefusal unknown() {
    return new SignInRefusal(SignInRefusal.Why.NOT_UNDER_WAY, Long.toString(PATIENCE.toMinutes()));
  }
}
