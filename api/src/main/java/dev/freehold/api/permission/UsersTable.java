package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Users is the platform's: who is in it, and what the issuers say of them, cannot be handed out.
 * Whoever could write an e-mail or a status could become, or lock out, somebody else.
 */
final class UsersTable {
  private static final Set<String> KEPT =
      Set.of("id", "email", "email_verified", "status", "origin", "created_at", "updated_at");

  private UsersTable() {}

  /** Whether the permission may name that part of users, which is no relation. */
  static boolean shows(Grant grant, String field) {
    return grant.table().equals(TableId.USERS)
        && grant.action() == Action.READ
        && field.equals("roles");
  }

  static void check(Grant grant, List<Fault> faults) {
    if (!grant.table().equals(TableId.USERS)) {
      return;
    }
    switch (grant.action()) {
      case READ -> {}
      case CREATE ->
          faults.add(new Fault("action", "Users come by sign-up; invite them or import them"));
      case DELETE ->
          faults.add(new Fault("action", "Users go with their account; disable them instead"));
      case UPDATE -> update(grant, faults);
    }
  }

  private static void update(Grant grant, List<Fault> faults) {
    if (!(grant.fields() instanceof GrantedFields.Only only)) {
      faults.add(
          new Fault(
              "columns",
              "Name the columns of Users that may be updated, without " + new TreeSet<>(KEPT)));
      return;
    }
    kept("columns/", only.columns(), KEPT, faults);
    kept("presets/", grant.presets().keySet(), UsersColumns.CONTRACT, faults);
  }

  private static void kept(String path, Set<String> columns, Set<String> kept, List<Fault> faults) {
    for (String column : new TreeSet<>(columns)) {
      if (kept.contains(column)) {
        faults.add(
            new Fault(path + column, "The platform keeps " + column + " of Users; leave it out"));
      }
    }
  }
}
