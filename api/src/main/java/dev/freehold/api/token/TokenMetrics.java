package dev.freehold.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * {@code freehold_token_cache_requests_total{result}}, {@code freehold_token_cache_size} and {@code
 * freehold_token_verifications_total{outcome}}, the outcome being {@code verified} or a reason.
 */
@Singleton
class TokenMetrics {
  private final MeterRegistry registry;
  private final Counter hits;
  private final Counter misses;

  TokenMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.hits = registry.counter("freehold.token.cache.requests", "result", "hit");
    this.misses = registry.counter("freehold.token.cache.requests", "result", "miss");
  }

  void sizeOf(Cache<?, ?> cache) {
    registry.gauge("freehold.token.cache.size", cache, Cache::estimatedSize);
  }

  void hit() {
    hits.increment();
  }

  void miss() {
    misses.increment();
  }

  void verified() {
    count("verified");
  }

  void rejected(FreeholdException refusal) {
    Object reason = refusal.details().get("reason");
    count(
        refusal.code() == ErrorCode.TOKEN_EXPIRED
            ? Refusal.EXPIRED.reason()
            : reason == null ? "internal" : reason.toString());
  }

  private void count(String outcome) {
    registry.counter("freehold.token.verifications", "outcome", outcome).increment();
  }
}
