package dev.freehold.api.reconciliation;

import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.RealmSync;
import dev.freehold.api.profile.RealmSyncs;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Puts together what Keycloak's outbox, the inbox and the runs tell. */
@Singleton
class SyncStatusQueries {
  private final RunRepository runs;
  private final LagRepository lags;
  private final RealmSyncs realms;

  SyncStatusQueries(RunRepository runs, LagRepository lags, RealmSyncs realms) {
    this.runs = runs;
    this.lags = lags;
    this.realms = realms;
  }

  SyncStatusView read() {
    List<RealmProfile> profiles = runs.profiles();
    List<SyncStatusView.OfProfile> all = new ArrayList<>();
    try {
      realms.call(keycloak -> {
        profiles.forEach(profile -> all.add(view(profile, keycloak.status(profile.realm()), null)));
        return null;
      });
    } catch (FreeholdException e) {
      // Without Keycloak there is still what is known here.
      profiles.stream()
          .skip(all.size())
          .map(profile -> view(profile, null, e.getMessage()))
          .forEach(all::add);
    }
    return new SyncStatusView(List.copyOf(all));
  }

  private SyncStatusView.OfProfile view(
      RealmProfile profile, RealmSync.Status outbox, String problem) {
    LagRow lag = lags.find(profile.id()).orElse(new LagRow(profile.id(), null, null, null));
    return new SyncStatusView.OfProfile(
        profile.id(),
        profile.name(),
        outbox == null ? null : outbox.pending(),
        outbox == null ? null : outbox.oldestSeconds(),
        outbox == null ? null : outbox.dead(),
        problem,
        lag.lastEventAt(),
        lag.lagSeconds(),
        lag.lagSecondsP99(),
        runs.lastFinishedOf(profile.id()).map(RunView::of).orElse(null),
        runs.unfinishedOf(profile.id()).map(RunView::of).orElse(null));
  }
}
