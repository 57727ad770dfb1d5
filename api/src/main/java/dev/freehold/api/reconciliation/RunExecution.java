package dev.freehold.api.reconciliation;

import dev.freehold.api.claims.ClaimsPushes;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.profile.RealmSync;
import dev.freehold.api.profile.RealmSyncs;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a run from where it stands to its end, page by page. After each page its row says how far
 * it is, so that another node, or the next start, goes on from there.
 */
@Singleton
class RunExecution {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  private final RunRepository runs;
  private final Reconciler reconciler;
  private final RealmSyncs realms;
  private final ReconciliationSettings settings;
  private final ClaimsPushes claims;

  RunExecution(
      RunRepository runs,
      Reconciler reconciler,
      RealmSyncs realms,
      ReconciliationSettings settings,
      ClaimsPushes claims) {
    this.runs = runs;
    this.reconciler = reconciler;
    this.realms = realms;
    this.settings = settings;
    this.claims = claims;
  }

  /** Another node has taken the run, or this one is to stop. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Work(Run run, UUID owner, RealmProfile profile, Progress progress) {}

  /**
   * Does what can be done of the run.
   *
   * @param goOn asked after every page
   * @return false when Keycloak does not answer and the run waits
   */
  boolean run(UUID runId, BooleanSupplier goOn) {
    UUID owner = Ids.next();
    if (runs.own(runId, owner) == 0) {
      return true;
    }
    Run run = runs.find(runId).orElseThrow();
    Optional<RealmProfile> profile = runs.profile(run.profileId());
    if (profile.isEmpty()) {
      finish(run, RunStatus.FAILED, "The profile has no realm that is its own any more");
      return true;
    }
    Work work = new Work(run, owner, profile.get(), new Progress(run));
    try {
      realms.call(keycloak -> {
        pages(work, keycloak, goOn);
        return null;
      });
      conclude(work);
    } catch (Interrupted e) {
      LOG.info("Reconciliation {} goes on elsewhere or later", runId);
    } catch (Reconciler.TooManyRemovals e) {
      save(work);
      refuse(work);
    } catch (Reconciler.WrongRealm e) {
      finish(run, RunStatus.FAILED, "The realm is not the profile's own: nothing was changed");
    } catch (FreeholdException e) {
      if (e.code() == ErrorCode.EXTERNAL_SERVICE) {
        runs.waiting(runId, e.getMessage());
        return false;
      }
      LOG.warn("Reconciliation {} failed", runId, e);
      finish(run, RunStatus.FAILED, e.getMessage());
    }
    return true;
  }

  private void pages(Work work, RealmSync keycloak, BooleanSupplier goOn) {
    Progress progress = work.progress();
    String realm = work.profile().realm();
    boolean more = true;
    while (more) {
      if (!goOn.getAsBoolean()) {
        throw new Interrupted();
      }
      switch (progress.phase) {
        case ACCOUNTS -> {
          if (!reconciler.accounts(work.run(), realm, keycloak, progress)) {
            progress.next(Phase.IDENTITIES);
          }
        }
        case IDENTITIES -> {
          if (!reconciler.identities(work.run(), realm, keycloak, progress, 0)) {
            more = mayRemove(work);
            progress.next(more ? Phase.REMOVAL : Phase.IDENTITIES);
          }
        }
        case REMOVAL -> {
          long most = work.run().force() ? Long.MAX_VALUE : progress.extra;
          more = reconciler.identities(work.run(), realm, keycloak, progress, most);
        }
      }
      if (more && !save(work)) {
        throw new Interrupted();
      }
    }
  }

  private boolean mayRemove(Work work) {
    Progress progress = work.progress();
    if (work.run().dryRun() || progress.extra == 0) {
      return false;
    }
    if (work.run().force()) {
      return true;
    }
    if (progress.checked == 0
        || progress.extra > settings.allowedRemovals(reconciler.known(work.run().profileId()))) {
      throw new Reconciler.TooManyRemovals();
    }
    return true;
  }

  private void conclude(Work work) {
    if (save(work)) {
      if (!work.run().dryRun()) {
        claims.again(work.run().profileId());
      }
      finish(work.run(), RunStatus.DONE, null);
    }
  }

  private void refuse(Work work) {
    LOG.error(
        "Reconciliation {} removes nothing: {} identities of profile {} are gone from its realm,"
            + " more than it may remove",
        work.run().id(),
        work.progress().extra,
        work.profile().name());
    finish(
        work.run(),
        RunStatus.REFUSED,
        work.progress().extra
            + " identities are gone from the realm, more than may be removed. When that is right,"
            + " reconcile with force");
  }

  private void finish(Run run, RunStatus status, String reason) {
    if (runs.finish(run.id(), status.name(), reason) == 1) {
      LOG.info("Reconciliation {} of profile {} ended: {}", run.id(), run.profileId(), status);
    }
  }

  private boolean save(Work work) {
    Progress now = work.progress();
    return runs.save(
            work.run().id(),
            work.owner(),
            now.phase.name(),
            now.cursor == null ? "" : now.cursor,
            now.checked,
            now.missing,
            now.different,
            now.extra,
            now.underWay,
            now.repaired,
            now.removed,
            now.failed,
            now.findingsJson())
        == 1;
  }
}
