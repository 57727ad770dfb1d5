package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.apitoken.ApiTokens;
import dev.freehold.api.operation.CallerSource;
import dev.freehold.api.token.TokenOutcome;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** The caller is whom the verified bearer speaks for; without a bearer, a guest. */
@Singleton
class BearerCallerSource implements CallerSource {
  private final CallerResolver resolver;
  private final ApiTokens apiTokens;

  BearerCallerSource(CallerResolver resolver, ApiTokens apiTokens) {
    this.resolver = resolver;
    this.apiTokens = apiTokens;
  }

  @Override
  public Caller callerOf(HttpRequest<?> request) {
    return switch (TokenOutcome.of(request)) {
      case TokenOutcome.Absent _ -> new Caller.Guest();
      case TokenOutcome.Verified(var token) -> resolver.resolve(token);
      case TokenOutcome.ApiToken token -> apiTokens.caller(token.text());
      case TokenOutcome.Rejected(var refusal) -> throw refusal;
    };
  }
}
