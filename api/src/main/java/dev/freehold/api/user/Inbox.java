package dev.freehold.api.user;

import dev.freehold.api.platform.SyncLag;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an event once, in one transaction with what it changes. */
@Singleton
class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final InboxRepository inbox;
  private final AccountRepository rows;
  private final Accounts accounts;
  private final Revocations revocations;
  private final TransactionOperations<Connection> transactions;
  private final EventAudit audit;
  private final SyncLag lag;

  private enum Taken {
    NEW,
    REPETITION,
    FOREIGN
  }

  Inbox(
      InboxRepository inbox,
      AccountRepository rows,
      Accounts accounts,
      Revocations revocations,
      TransactionOperations<Connection> transactions,
      EventAudit audit,
      SyncLag lag) {
    this.inbox = inbox;
    this.rows = rows;
    this.accounts = accounts;
    this.revocations = revocations;
    this.transactions = transactions;
    this.audit = audit;
    this.lag = lag;
  }

  /**
   * Applies the event unless it came before.
   *
   * @return false when it is none of ours: the realm is not that of a profile
   */
  boolean take(String id, AccountEvent event) {
    Taken taken = transactions.executeWrite(status -> apply(id, event));
    if (taken == Taken.NEW) {
      lag.applied(event.timestamp());
    }
    return taken != Taken.FOREIGN;
  }

  private Taken apply(String id, AccountEvent event) {
    AccountEvent.Data data = event.data();
    String realm = rows.realmOf(data.profileId()).orElse(null);
    if (!data.realm().equals(realm)) {
      LOG.warn("Refused event {}: profile {} has no realm {}", id, data.profileId(), data.realm());
      return Taken.FOREIGN;
    }
    if (inbox.take(
            id, event.type(), data.profileId(), data.subject(), data.sequence(), event.timestamp())
        != 1) {
      return Taken.REPETITION;
    }
    UUID userBefore = event.deletion() ? userOf(data) : null;
    // An account's state may be out of date; that its tokens were revoked never is.
    revocations.apply(event);
    Applied applied = account(event);
    inbox.conclude(id, applied.name());
    if (applied != Applied.OUTDATED) {
      audit.record(id, event, applied, event.deletion() ? userBefore : userOf(data));
    }
    LOG.debug("Event {} of type {}: {}", id, event.type(), applied);
    return Taken.NEW;
  }

  private Applied account(AccountEvent event) {
    AccountEvent.Data data = event.data();
    if (event.ofRealm()) {
      return Applied.REVOKED;
    }
    return event.deletion()
        ? accounts.leave(data.profileId(), data.subject(), data.sequence())
        : accounts.arrive(event.arrival());
  }

  private @Nullable UUID userOf(AccountEvent.Data data) {
    return data.subject() == null
        ? null
        : rows.find(data.profileId(), data.subject()).map(Identity::userId).orElse(null);
  }
}
