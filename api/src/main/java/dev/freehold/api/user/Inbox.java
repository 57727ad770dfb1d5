package dev.freehold.api.user;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an event once, in one transaction with what it changes. */
@Singleton
class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final InboxRepository inbox;
  private final AccountRepository rows;
  private final Accounts accounts;
  private final TransactionOperations<Connection> transactions;

  Inbox(
      InboxRepository inbox,
      AccountRepository rows,
      Accounts accounts,
      TransactionOperations<Connection> transactions) {
    this.inbox = inbox;
    this.rows = rows;
    this.accounts = accounts;
    this.transactions = transactions;
  }

  /**
   * Applies the event unless it came before.
   *
   * @return false when it is none of ours: the realm is not that of a profile
   */
  boolean take(String id, AccountEvent event) {
    AccountEvent.Data data = event.data();
    return transactions.executeWrite(status -> {
      String realm = rows.realmOf(data.profileId()).orElse(null);
      if (!data.realm().equals(realm)) {
        LOG.warn(
            "Refused event {}: profile {} has no realm {}", id, data.profileId(), data.realm());
        return false;
      }
      if (inbox.take(id, event.type(), data.profileId(), data.subject(), data.sequence()) == 1) {
        Applied applied =
            event.deletion()
                ? accounts.leave(data.profileId(), data.subject(), data.sequence())
                : accounts.arrive(event.arrival());
        inbox.conclude(id, applied.name());
        LOG.debug("Event {} of type {}: {}", id, event.type(), applied);
      }
      return true;
    });
  }
}
