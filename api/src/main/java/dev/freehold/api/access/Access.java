package dev.freehold.api.access;

import dev.freehold.api.platform.FreeholdException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The one place that decides what a caller may do. What is not allowed here is refused. For now:
 * administrators everything, other users their own row of Users.
 */
public final class Access {
  /** What a user may change of his own row. */
  public static final Set<String> OWN_FIELDS =
      Set.of("firstName", "lastName", "timezone", "avatar");

  private static final List<String> USER_FIELDS =
      List.of(
          "id",
          "email",
          "emailVerified",
          "firstName",
          "lastName",
          "status",
          "origin",
          "timezone",
          "avatar",
          "roles",
          "permissions",
          "createdAt",
          "updatedAt");

  private Access() {}

  /**
   * Refuses everyone but administrators: users and API tokens with that role. Guests and strangers
   * never are, whatever their roles say.
   */
  public static void requireAdministrator(Caller caller) {
    boolean administrator =
        switch (caller) {
          case Caller.User user -> user.isAdministrator();
          case Caller.ApiToken token -> token.isAdministrator();
          case Caller.Guest _, Caller.Unlinked _ -> false;
        };
    if (!administrator) {
      throw FreeholdException.notAuthorized();
    }
  }

  /** Refuses callers who may read no row at all. */
  public static UserScope readUsers(Caller caller) {
    return switch (caller) {
      case Caller.User user when user.isAdministrator() -> new UserScope.Everyone();
      case Caller.User user -> new UserScope.Only(user.id());
      case Caller.ApiToken token when token.isAdministrator() -> new UserScope.Everyone();
      case Caller.ApiToken _, Caller.Guest _, Caller.Unlinked _ ->
          throw FreeholdException.notAuthorized();
    };
  }

  /** Refuses a change of these fields of that user. */
  public static void requireUserUpdate(Caller caller, UUID userId, Set<String> fields) {
    boolean own =
        caller instanceof Caller.User user
            && user.id().equals(userId)
            && OWN_FIELDS.containsAll(fields);
    if (!own) {
      requireAdministrator(caller);
    }
  }

  /** What someone with these roles may do with Users, in the form 8base clients know. */
  public static Map<String, Object> usersPermission(Set<String> roles) {
    boolean everything = roles.contains(Roles.ADMINISTRATOR);
    Map<String, Object> permission = new LinkedHashMap<>();
    permission.put("create", Map.of("allow", everything));
    permission.put("read", Map.of("allow", true, "fields", fields(USER_FIELDS)));
    permission.put(
        "update",
        Map.of(
            "allow",
            true,
            "fields",
            fields(
                everything
                    ? List.of("firstName", "lastName", "timezone", "avatar", "status")
                    : OWN_FIELDS)));
    permission.put("delete", Map.of("allow", false));
    return permission;
  }

  private static Map<String, Boolean> fields(Iterable<String> names) {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    names.forEach(name -> fields.put(name, true));
    return fields;
  }
}
