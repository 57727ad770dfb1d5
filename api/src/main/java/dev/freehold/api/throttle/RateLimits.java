package dev.freehold.api.throttle;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Limits that all nodes share, counted in PostgreSQL by its clock. Nobody can spend a key's limit
 * twice by asking two nodes at once. Counts survive a restart, not a crash of the database.
 */
@Singleton
public class RateLimits {
  private static final TransactionDefinition ITS_OWN =
      TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW);

  private final RateLimitRepository counts;
  private final TransactionOperations<Connection> transactions;

  RateLimits(RateLimitRepository counts, TransactionOperations<Connection> transactions) {
    this.counts = counts;
    this.transactions = transactions;
  }

  /**
   * Counts one use, or refuses it without counting. A transaction in progress does not take the
   * count back when it is rolled back.
   *
   * @param what the purpose, for instance {@code userLogin address}; each counts for itself
   * @param key whose use it is; only its hash is stored. E-mails compare without case
   * @throws FreeholdException THROTTLED with {@code reason} {@code too_many_requests} and {@code
   *     retryAfterSeconds}, at least 1
   */
  public void require(String what, String key, Limit limit) {
    double interval = limit.within().toMillis() / 1e3 / limit.times();
    double tolerance = limit.within().toMillis() / 1e3 - interval;
    String hash = hash(what, key);
    double wait =
        transactions.execute(
            ITS_OWN,
            _ ->
                counts.use(hash, interval, tolerance) == 1
                    ? 0
                    : Math.max(0.001, counts.wait(hash, tolerance).orElse(0d)));
    if (wait > 0) {
      throw new FreeholdException(
          ErrorCode.THROTTLED,
          ErrorCode.THROTTLED.message(),
          Map.of(
              "reason", "too_many_requests",
              "retryAfterSeconds", (int) Math.ceil(wait),
              "remedy", "Try again later"));
    }
  }

  private static String hash(String what, String key) {
    try {
      String folded = key.toLowerCase(Locale.ROOT);
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((what + '\0' + folded).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
