package dev.freehold.api.audit;

import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Records who did what to whom, in the transaction in progress when there is one: what is rolled
 * back was not done. The request id comes from the log's context.
 *
 * <p>Details are cut to a bound, and what is named or looks like a secret is masked; still, callers
 * give none.
 */
@Singleton
public class AuditLog {
  private static final int LONGEST = 400;

  private final AuditRepository rows;
  private final TransactionOperations<Connection> transactions;

  AuditLog(AuditRepository rows, TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  /**
   * Records what a caller did.
   *
   * @param action like {@code user.role.grant}
   * @param target like {@code user <id>}
   */
  public void record(Caller actor, String action, String target, Map<String, ?> details) {
    record(Actor.of(actor), action, target, details);
  }

  /** Records what somebody did who is no caller: an account's owner, a schedule. */
  public void record(Actor actor, String action, String target, Map<String, ?> details) {
    String json = Details.json(details);
    String requestId = MDC.get(RequestIds.LOG_KEY);
    transactions.executeWrite(status -> {
      rows.insert(cut(actor.name()), action, cut(target), requestId, json);
      return null;
    });
  }

  private static String cut(String text) {
    String clean = text.replace("\0", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + '…';
  }
}
