package dev.freehold.api.reconciliation;

import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.profile.RealmSync;
import dev.freehold.api.user.AccountRepair;
import dev.freehold.api.user.AccountRepair.Comparison;
import dev.freehold.api.user.AccountRepair.KnownAccount;
import dev.freehold.api.user.AccountSnapshot;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one page of a run at a time. What an event is on its way for is left to that event; what an
 * event told meanwhile is not overridden, because an account is read together with its sequence.
 */
@Singleton
class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  static final int PAGE = 500;

  private final AccountRepair accounts;
  private final AuditLog audit;
  private final TransactionOperations<Connection> transactions;

  Reconciler(
      AccountRepair accounts, AuditLog audit, TransactionOperations<Connection> transactions) {
    this.accounts = accounts;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** Compares a page of the realm's accounts, and repairs; false when it was the last page. */
  boolean accounts(Run run, String realm, RealmSync keycloak, Progress progress) {
    RealmSync.Page page = keycloak.accounts(realm, progress.cursor, PAGE);
    requireOurs(run, page.profileId());
    List<AccountSnapshot> snapshots = page.accounts().stream().map(Reconciler::snapshot).toList();
    List<Comparison> comparisons = accounts.compare(run.profileId(), snapshots);
    for (int i = 0; i < snapshots.size(); i++) {
      judge(run, page.accounts().get(i), snapshots.get(i), comparisons.get(i), progress);
    }
    progress.checked += snapshots.size();
    progress.cursor = page.next();
    return page.next() != null;
  }

  private void judge(
      Run run,
      RealmSync.Account account,
      AccountSnapshot snapshot,
      Comparison found,
      Progress progress) {
    switch (found.verdict()) {
      case SAME -> {
        return;
      }
      case NEWER_HERE -> {
        progress.underWay++;
        return;
      }
      case MISSING, DIFFERENT -> {
        if (account.pending()) {
          progress.underWay++;
          return;
        }
      }
    }
    boolean missing = found.verdict() == AccountRepair.Verdict.MISSING;
    String kind = missing ? "missing" : "different";
    progress.missing += missing ? 1 : 0;
    progress.different += missing ? 0 : 1;
    progress.found(kind, snapshot.subject(), found.fields());
    if (!run.dryRun()
        && attempt(
            run,
            kind,
            snapshot.subject(),
            found.fields(),
            progress,
            () -> accounts.follow(run.profileId(), snapshot))) {
      progress.repaired++;
    }
  }

  /**
   * Looks which of a page of identities are gone from the realm; false when it was the last page.
   *
   * @param most how many may be removed; the page is left when more would be
   */
  boolean identities(Run run, String realm, RealmSync keycloak, Progress progress, long most) {
    List<KnownAccount> page = accounts.known(run.profileId(), progress.cursor, PAGE);
    if (page.isEmpty()) {
      return false;
    }
    List<String> subjects = page.stream().map(KnownAccount::subject).toList();
    RealmSync.Lookup lookup = keycloak.lookup(realm, Map.of("ids", subjects));
    requireOurs(run, lookup.profileId());
    Set<String> present = new HashSet<>(lookup.present());
    Set<String> pending = new HashSet<>(lookup.pending());
    for (KnownAccount known : page) {
      if (present.contains(known.subject())) {
        continue;
      }
      if (progress.phase == Phase.REMOVAL) {
        if (pending.contains(known.subject())) {
          continue;
        }
        if (progress.removed >= most) {
          throw new TooManyRemovals();
        }
        remove(run, known, progress);
      } else if (pending.contains(known.subject())) {
        progress.underWay++;
      } else {
        progress.extra++;
        progress.found("extra", known.subject(), List.of());
      }
    }
    progress.cursor = subjects.getLast();
    return page.size() == PAGE;
  }

  private void remove(Run run, KnownAccount gone, Progress progress) {
    if (attempt(
        run,
        "extra",
        gone.subject(),
        List.of(),
        progress,
        () -> accounts.remove(run.profileId(), gone))) {
      progress.removed++;
    }
  }

  /** One account in one transaction, so that one that cannot be repaired holds back no other. */
  private boolean attempt(
      Run run,
      String kind,
      String subject,
      List<String> fields,
      Progress progress,
      BooleanSupplier repair) {
    try {
      return transactions.executeWrite(status -> {
        boolean done = repair.getAsBoolean();
        if (done) {
          audit.record(
              Actor.SYSTEM,
              "account.reconciled",
              Actor.account(run.profileId(), subject).name(),
              Map.of("run", run.id(), "kind", kind, "fields", fields));
        }
        return done;
      });
    } catch (RuntimeException e) {
      LOG.warn("The account {} of profile {} could not be repaired", subject, run.profileId(), e);
      progress.failed++;
      return false;
    }
  }

  private static void requireOurs(Run run, String profileId) {
    if (!run.profileId().toString().equals(profileId)) {
      throw new WrongRealm(profileId);
    }
  }

  private static AccountSnapshot snapshot(RealmSync.Account account) {
    return new AccountSnapshot(
        account.subject(),
        account.sequence(),
        account.email(),
        account.emailVerified(),
        account.firstName(),
        account.lastName(),
        account.enabled());
  }

  /** More identities are gone from the realm than may be removed. */
  static final class TooManyRemovals extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The realm does not carry the profile's id. */
  static final class WrongRealm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongRealm(String profileId) {
      super("The realm carries the profile id " + profileId);
    }
  }

  /** The identities of the profile that are not tombstones. */
  long known(UUID profileId) {
    return accounts.count(profileId);
  }
}
