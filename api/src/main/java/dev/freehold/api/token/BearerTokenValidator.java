package dev.freehold.api.token;

import io.micronaut.core.async.annotation.SingleResult;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes the place of Micronaut's own validator, which accepts unsigned tokens when nothing is
 * configured and does not bind keys to issuers. The outcome travels in the request: a refused token
 * is answered by the endpoint in its own format, not by the security filter.
 */
@Singleton
class BearerTokenValidator implements TokenValidator<HttpRequest<?>> {
  private static final String OUTCOME = TokenOutcome.class.getName();

  private final TokenVerification verification;
  private final Scheduler blocking;

  BearerTokenValidator(
      TokenVerification verification, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.verification = verification;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  static TokenOutcome outcome(HttpRequest<?> request) {
    return request
        .getAttribute(OUTCOME, TokenOutcome.class)
        .orElseGet(() -> withoutBearer(request.getHeaders()));
  }

  private static TokenOutcome withoutBearer(HttpHeaders headers) {
    String authorization = headers.get(HttpHeaders.AUTHORIZATION);
    return authorization == null || authorization.isBlank()
        ? new TokenOutcome.Absent()
        : new TokenOutcome.Rejected(Refusal.MALFORMED.exception());
  }

  @Override
  @SingleResult
  public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
    if (token.startsWith(TokenOutcome.ApiToken.PREFIX)) {
      return taken(new TokenOutcome.ApiToken(token), request);
    }
    return verification
        .known(token)
        .map(outcome -> taken(outcome, request))
        .orElseGet(() ->
            Mono.fromCallable(() -> verification.verify(token))
                .subscribeOn(blocking)
                .flatMap(outcome -> taken(outcome, request)));
  }

  private static Mono<Authentication> taken(TokenOutcome outcome, HttpRequest<?> request) {
    request.setAttribute(OUTCOME, outcome);
    // Only the name: whatever needs claims takes them from the outcome, and nothing logs them.
    return outcome instanceof TokenOutcome.Verified(VerifiedToken token)
        ? Mono.just(Authentication.build(token.subject()))
        : Mono.empty();
  }
}
