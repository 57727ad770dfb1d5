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
import java.util.ArrayList;
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
  private static final int TOGETHER = 50;

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
    List<Repair> repairs = new ArrayList<>();
    for (int i = 0; i < snapshots.size(); i++) {
      if (differs(page.accounts().get(i), comparisons.get(i), progress)) {
        repairs.add(new Repair(snapshots.get(i), comparisons.get(i).fields()));
      }
    }
    if (!run.dryRun()) {
      for (int i = 0; i < repairs.size(); i += TOGETHER) {
        repair(run, repairs.subList(i, Math.min(i + TOGETHER, repairs.size())), progress);
      }
    }
    progress.checked += snapshots.size();
    progress.cursor = page.next();
    return page.next() != null;
  }

  private static boolean differs(RealmSync.Account account, Comparison found, Progress progress) {
    boolean missing = found.verdict() == AccountRepair.Verdict.MISSING;
    boolean differs = missing || found.verdict() == AccountRepair.Verdict.DIFFERENT;
    if (found.verdict() == AccountRepair.Verdict.NEWER_HERE || (differs && account.pending())) {
      progress.underWay++;
      return false;
    }
    if (differs) {
      progress.missing += missing ? 1 : 0;
      progress.different += missing ? 0 : 1;
      progress.found(missing ? "missing" : "different", account.subject(), found.fields());
    }
    return differs;
  }

  private record Repair(AccountSnapshot snapshot, List<String> fields) {}

  /** Some in one transaction; each in one of its own when that fails, so that only it is left. */
  private void repair(Run run, List<Repair> repairs, Progress progress) {
    try {
      progress.repaired +=
          transactions.executeWrite(
              status -> repairs.stream().filter(repair -> follow(run, repair)).count());
    } catch (RuntimeException e) {
      LOG.debug("Some accounts are repaired one by one", e);
      for (Repair repair : repairs) {
        if (attempt(run, repair.snapshot().subject(), progress, () -> follow(run, repair))) {
          progress.repaired++;
        }
      }
    }
  }

  private boolean follow(Run run, Repair repair) {
    boolean done = accounts.follow(run.profileId(), repair.snapshot());
    if (done) {
      String kind = repair.fields().isEmpty() ? "missing" : "different";
      record(run, repair.snapshot().subject(), kind, repair.fields());
    }
    return done;
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
    boolean removed =
        attempt(
            run,
            gone.subject(),
            progress,
            () -> {
              boolean done = accounts.remove(run.profileId(), gone);
              if (done) {
                record(run, gone.subject(), "extra", List.of());
              }
              return done;
            });
    progress.removed += removed ? 1 : 0;
  }

  private boolean attempt(Run run, String subject, Progress progress, BooleanSupplier repair) {
    try {
      return transactions.executeWrite(status -> repair.getAsBoolean());
    } catch (RuntimeException e) {
      LOG.warn("The account {} of profile {} could not be repaired", subject, run.profileId(), e);
      progress.failed++;
      return false;
    }
  }

  private void record(Run run, String subject, String kind, List<String> fields) {
    audit.record(
        Actor.SYSTEM,
        "account.reconciled",
        Actor.account(run.profileId(), subject).name(),
        Map.of("run", run.id(), "kind", kind, "fields", fields));
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
