package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.permission.PermissionChange.Effect;
import dev.freehold.api.permission.PermissionsContent.ClaimsEntry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The part of the permissions' text about claims. It names profiles by name: their ids differ from
 * one installation to the next.
 */
@Singleton
class ImportedClaims {
  private final RuleClaims claims;

  ImportedClaims(RuleClaims claims) {
    this.claims = claims;
  }

  /** By profile, those that have any. */
  Map<String, List<String>> export(Connection connection) throws SQLException {
    Map<UUID, Set<String>> known = RuleClaims.read(connection);
    Map<String, List<String>> named = new TreeMap<>();
    RuleClaims.profiles(connection)
        .forEach((name, id) ->
            Optional.ofNullable(known.get(id)).ifPresent(all -> named.put(name, List.copyOf(all))));
    return named;
  }

  /**
   * What is wrong with them.
   *
   * @param profiles ids by names
   */
  static List<Fault> faults(Map<String, UUID> profiles, List<ClaimsEntry> entries) {
    List<Fault> faults = new ArrayList<>();
    for (ClaimsEntry entry : entries) {
      if (!profiles.containsKey(entry.profile())) {
        faults.add(entry.place().located("There is no profile of that name"));
      }
      for (YamlValue claim : entry.claims()) {
        RuleClaims.fault(claim.text()).ifPresent(why -> faults.add(claim.located(why)));
      }
      if (entry.claims().size() > RuleClaims.MOST) {
        faults.add(entry.place().located(RuleClaims.TOO_MANY));
      }
    }
    return faults;
  }

  /** Joins the transaction in progress; the entries have no faults. */
  List<PermissionChange> take(
      Connection connection,
      Caller caller,
      Map<String, UUID> profiles,
      List<ClaimsEntry> entries,
      boolean dryRun)
      throws SQLException {
    Map<UUID, Set<String>> known = RuleClaims.read(connection);
    List<PermissionChange> found = new ArrayList<>();
    for (ClaimsEntry entry : entries) {
      UUID profile = profiles.get(entry.profile());
      Set<String> before = known.getOrDefault(profile, Set.of());
      List<String> after = entry.names();
      tell(entry, Effect.GAINS, less(after, before), found);
      tell(entry, Effect.LOSES, less(before, after), found);
      if (!dryRun && !before.equals(Set.copyOf(after))) {
        claims.replace(connection, caller, profile, after);
      }
    }
    return found;
  }

  private static void tell(
      ClaimsEntry entry, Effect effect, Set<String> names, List<PermissionChange> found) {
    if (!names.isEmpty()) {
      String verb = effect == Effect.GAINS ? " gains: " : " loses: ";
      String text = "The profile " + entry.profile() + verb + "rules may use the claims ";
      found.add(new PermissionChange(null, null, null, effect, text + String.join(", ", names)));
    }
  }

  private static Set<String> less(Collection<String> all, Collection<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
