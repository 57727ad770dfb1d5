package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ClientAddresses;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.throttle.Limit;
import dev.freehold.api.throttle.RateLimits;
import dev.freehold.api.throttle.Use;
import dev.freehold.api.token.Finding;
import dev.freehold.api.token.TokenDiagnosis;
import dev.freehold.api.token.TokenExplanation;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Why a token is accepted or not. A mutation, though it changes nothing: a GET with the token in
 * its URL, which ends in logs, is not possible so.
 */
@Singleton
class TokenDiagnosisFetchers implements FieldSource {
  /** Of callers who are no administrators. */
  private static final Limit LIMIT = new Limit(100, Duration.ofMinutes(10));

  private final TokenExplanation tokens;
  private final CallerExplanation callers;
  private final RateLimits limits;
  private final ClientAddresses clients;
  private final boolean forEverybody;

  TokenDiagnosisFetchers(
      TokenExplanation tokens,
      CallerExplanation callers,
      RateLimits limits,
      ClientAddresses clients,
      Installation installation,
      @Property(name = "freehold.token.diagnose") @Nullable Boolean forEverybody) {
    this.tokens = tokens;
    this.callers = callers;
    this.limits = limits;
    this.clients = clients;
    this.forEverybody = forEverybody == null ? installation.local() : forEverybody;
  }

  /**
   * The answer.
   *
   * @param reason of the first check that failed
   */
  record View(
      boolean accepted,
      @Nullable UUID profileId,
      @Nullable String reason,
      @Nullable String remedy,
      List<Finding> checks) {}

  @Override
  public String schema() {
    return "schema/token.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("TokenDiagnosis", View.class);
    fields.type("TokenCheck", Finding.class);
    fields.mutation("tokenDiagnose", this::diagnose);
  }

  private View diagnose(FieldCall call) {
    if (!forEverybody) {
      Access.requireAdministrator(call.caller());
    }
    if (!call.caller().isAdministrator()) {
      limits.require(new Use("tokenDiagnose address", clients.current(), LIMIT));
    }
    TokenDiagnosis diagnosis = tokens.of(call.arguments().string("token").orElseThrow());
    List<Finding> checks = new ArrayList<>(diagnosis.findings());
    checks.addAll(callers.of(diagnosis));
    Finding fault =
        checks.stream()
            .filter(check -> check.verdict() == Finding.Verdict.FAILED)
            .findFirst()
            .orElse(null);
    return new View(
        fault == null,
        diagnosis.issuer() == null ? null : diagnosis.issuer().profileId(),
        fault == null ? null : fault.reason(),
        fault == null ? null : fault.remedy(),
        checks);
  }
}
