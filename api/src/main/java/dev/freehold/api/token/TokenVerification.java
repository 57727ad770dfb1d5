package dev.freehold.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.platform.Caches;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.TrustedIssuer;
import dev.freehold.api.profile.TrustedIssuers;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies bearers and remembers the verified ones, by hash, until they expire, their profile's
 * trust changes, or {@link TokenSettings#cacheFor()} has passed.
 */
@Singleton
public class TokenVerification {
  private static final Logger LOG = LoggerFactory.getLogger(TokenVerification.class);

  private final TokenVerifier verifier;
  private final TrustedIssuers issuers;
  private final ClaimRules rules;
  private final TokenSettings settings;
  private final TokenMetrics metrics;
  private final Clock clock;
  private final Cache<ByteBuffer, Kept> cache;

  private record Kept(VerifiedToken token, TrustedIssuer issuer, Instant at, int length) {}

  TokenVerification(
      TokenVerifier verifier,
      TrustedIssuers issuers,
      ClaimRules rules,
      TokenSettings settings,
      TokenMetrics metrics,
      Clock clock) {
    this.verifier = verifier;
    this.issuers = issuers;
    this.rules = rules;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
    this.cache =
        Caches.newBuilder()
            .maximumWeight(settings.cacheCharacters())
            .<ByteBuffer, Kept>weigher((_, kept) -> kept.length())
            .build();
    metrics.sizeOf(cache);
  }

  /** Never throws, never blocks; empty when the token has to be verified. */
  Optional<TokenOutcome> known(String token) {
    if (token.length() > settings.maxLength()) {
      return Optional.empty();
    }
    ByteBuffer hash = hash(token);
    Kept kept = cache.getIfPresent(hash);
    if (kept == null) {
      return Optional.empty();
    }
    if (rules.expired(kept.token().expiresAt())) {
      cache.invalidate(hash);
      return Optional.of(rejected(Refusal.EXPIRED.exception()));
    }
    if (!stillTrusted(kept)) {
      cache.invalidate(hash);
      return Optional.empty();
    }
    metrics.hit();
    return Optional.of(new TokenOutcome.Verified(kept.token()));
  }

  private boolean stillTrusted(Kept kept) {
    try {
      return clock.instant().isBefore(kept.at().plus(settings.cacheFor()))
          && issuers.byIssuer(kept.token().issuer()).equals(Optional.of(kept.issuer()));
    } catch (FreeholdException e) {
      return false; // The profiles cannot be known; verifying anew meets the same and says so.
    }
  }

  /** What any bearer is; otherwise like {@link #outcome}. */
  public TokenOutcome bearer(String text) {
    return text.startsWith(TokenOutcome.ApiToken.PREFIX)
        ? new TokenOutcome.ApiToken(text)
        : outcome(text);
  }

  /** Never throws. May block for one fetch of keys: not for an event loop. */
  public TokenOutcome outcome(String token) {
    return known(token).orElseGet(() -> verify(token));
  }

  TokenOutcome verify(String token) {
    metrics.miss();
    try {
      TokenVerifier.Judged judged = verifier.verify(token);
      cache.put(
          hash(token), new Kept(judged.token(), judged.issuer(), clock.instant(), token.length()));
      metrics.verified();
      return new TokenOutcome.Verified(judged.token());
    } catch (FreeholdException e) {
      return rejected(e);
    } catch (RuntimeException e) {
      LOG.error("A token could not be judged", e);
      return rejected(
          new FreeholdException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.message(), Map.of(), e));
    }
  }

  private TokenOutcome rejected(FreeholdException refusal) {
    metrics.rejected(refusal);
    return new TokenOutcome.Rejected(refusal);
  }

  private static ByteBuffer hash(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
