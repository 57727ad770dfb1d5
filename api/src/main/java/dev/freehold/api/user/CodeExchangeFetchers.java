package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ClientAddresses;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.CodeExchange;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.throttle.Limit;
import dev.freehold.api.throttle.RateLimits;
import dev.freehold.api.throttle.Use;
import dev.freehold.api.token.TokenOutcome;
import dev.freehold.api.token.TokenVerification;
import dev.freehold.api.token.VerifiedToken;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Log-in by a code that the server exchanges. */
@Singleton
class CodeExchangeFetchers implements FieldSource {
  /** Each exchange asks the provider: nobody may make us flood it. */
  private static final Limit LIMIT = new Limit(300, Duration.ofMinutes(10));

  private final CodeExchange codes;
  private final TokenVerification verification;
  private final CallerResolver callers;
  private final SignUp signUp;
  private final RateLimits limits;
  private final ClientAddresses clients;

  CodeExchangeFetchers(
      CodeExchange codes,
      TokenVerification verification,
      CallerResolver callers,
      SignUp signUp,
      RateLimits limits,
      ClientAddresses clients) {
    this.codes = codes;
    this.verification = verification;
    this.callers = callers;
    this.signUp = signUp;
    this.limits = limits;
    this.clients = clients;
  }

  /**
   * The answer.
   *
   * @param expiresIn seconds
   */
  record View(
      String idToken, @Nullable String accessToken, @Nullable String refreshToken, int expiresIn) {
    @Override
    public String toString() {
      return "View[]";
    }
  }

  @Override
  public String schema() {
    return "schema/code-exchange.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("CodeExchange", View.class);
    fields.mutation("getToken", this::exchange);
  }

  private View exchange(FieldCall call) {
    limits.require(new Use("getToken address", clients.current(), LIMIT));
    Arguments arguments = call.arguments();
    UUID profileId = arguments.id("authProfileId").orElseThrow();
    IssuedTokens tokens =
        codes.exchange(
            profileId,
            arguments.string("code").orElseThrow(),
            arguments.string("redirectUri").orElseThrow(),
            arguments.string("codeVerifier").orElse(null));
    VerifiedToken token = verified(profileId, tokens);
    if (callers.resolve(token) instanceof Caller.Unlinked newcomer) {
      signUp.withToken(newcomer, new Arguments(Map.of()));
    }
    return new View(
        tokens.idToken(),
        tokens.accessToken(),
        tokens.refreshToken(),
        (int) Math.min(tokens.expiresIn().toSeconds(), Integer.MAX_VALUE));
  }

  /** The one of the tokens that the profile accepts as bearer. */
  private VerifiedToken verified(UUID profileId, IssuedTokens tokens) {
    TokenOutcome outcome = verification.outcome(tokens.idToken());
    if (outcome instanceof TokenOutcome.Rejected && tokens.accessToken() != null) {
      TokenOutcome other = verification.outcome(tokens.accessToken());
      outcome = other instanceof TokenOutcome.Verified ? other : outcome;
    }
    return switch (outcome) {
      case TokenOutcome.Verified(VerifiedToken token) when token.profileId().equals(profileId) ->
          token;
      case TokenOutcome.Rejected(FreeholdException refusal) -> throw refusal;
      default ->
          throw FreeholdException.of(
              ErrorCode.INVALID_TOKEN, "token", "The provider gave a token of another issuer");
    };
  }
}
