package dev.freehold.api.token;

import dev.freehold.api.platform.Health;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Whether issuers' keys could be read at the last try. An issuer that is down degrades the API but
 * does not make it unready: known keys go on serving.
 */
@Singleton
class SigningKeysHealth implements HealthIndicator {
  private final SigningKeys keys;

  SigningKeysHealth(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean failing = false;
    for (Map.Entry<String, IssuerKeys.State> issuer : keys.states().entrySet()) {
      IssuerKeys.State state = issuer.getValue();
      failing |= state.failing();
      details.put(
          issuer.getKey(),
          Map.of(
              "keys", state.keys(),
              "fetchedAt", state.fetchedAt().toString(),
              "answers", !state.failing()));
    }
    return Mono.just(
        Health.result("signing-keys", failing ? Health.DEGRADED : HealthStatus.UP, details));
  }
}
