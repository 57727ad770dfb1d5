package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.ResourcePermission;
import dev.freehold.api.access.ResourcePermissions;
import dev.freehold.api.access.UserScope;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The fields about users. */
@Singleton
class UserFetchers implements FieldSource {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final UserQueries users;
  private final UserService service;
  private final SignUp signUp;
  private final ResourcePermissions permissions;
  private final AddedColumns added;

  UserFetchers(
      UserQueries users,
      UserService service,
      SignUp signUp,
      ResourcePermissions permissions,
      AddedColumns added) {
    this.users = users;
    this.service = service;
    this.signUp = signUp;
    this.permissions = permissions;
    this.added = added;
  }

  @Override
  public String schema() {
    return "schema/user.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("User", UserView.class);
    fields.type("UserListResponse", UserView.Page.class);
    fields.type("UserRoleList", UserView.RoleList.class);
    fields.type("UserRole", UserView.RoleView.class);
    fields.type("PermissionList", UserView.PermissionList.class);
    fields.type("Permission", ResourcePermission.class);
    fields.field("User", "permissions", this::permissions);
    fields.query("user", this::user);
    fields.query("usersList", this::list);
    fields.mutation("userSignUpWithToken", this::signUp);
    fields.mutation("userSignUp", this::signUp);
    fields.mutation("userUpdate", this::update);
    fields.mutation("userRoleGrant", this::grant);
    fields.mutation("userRoleRevoke", this::revoke);
    fields.mutation("userDisable", call -> status(call, UserStatus.DISABLED));
    fields.mutation("userLogoutEverywhere", this::logOutEverywhere);
    fields.mutation("userEnable", call -> status(call, UserStatus.ACTIVE));
  }

  private UserView.PermissionList permissions(FieldCall call) {
    UserView user = call.source(UserView.class);
    // One's own as they are in this request, which may be narrowed to one role.
    Set<String> roles =
        self(call.caller())
            .filter(self -> self.id().equals(user.id()))
            .map(Caller.User::roles)
            .orElseGet(() -> user.roles().names());
    return new UserView.PermissionList(permissions.ofUser(roles));
  }

  private UserView user(FieldCall call) {
    Optional<UUID> id = call.arguments().id("id");
    Optional<String> email = call.arguments().string("email");
    UserSelection selection = UserSelection.of(call, "");
    if (id.isEmpty() && email.isEmpty()) {
      return self(call.caller())
          .flatMap(self -> users.byId(self.id(), selection))
          .orElseThrow(UserService::absent);
    }
    SqlText scope = scope(call.caller());
    if (email.isPresent()) {
      return users
          .byEmail(email.get(), with(scope, id), selection)
          .orElseThrow(UserService::absent);
    }
    return users.one(with(scope, id), selection).orElseThrow(UserService::absent);
  }

  private UserView.Page list(FieldCall call) {
    Arguments arguments = call.arguments();
    SqlText scope = scope(call.caller());
    SqlText condition =
        SqlText.all(
            List.of(scope, arguments.object("filter").map(UserFilter::of).orElse(SqlText.TRUE)));
    int first = within("first", arguments.integer("first").orElse(USUAL_PAGE), LARGEST_PAGE);
    int skip = within("skip", arguments.integer("skip").orElse(0), Integer.MAX_VALUE);
    List<UserView> items =
        call.selects("items")
            ? users.list(
                condition, UserOrder.of(arguments), first, skip, UserSelection.of(call, "items/"))
            : List.of();
    long count = call.selects("count") ? users.count(condition) : items.size();
    return new UserView.Page(count, items);
  }

  private UserView signUp(FieldCall call) {
    return answer(call, signUp.withToken(call.caller(), call.arguments()));
  }

  private UserView update(FieldCall call) {
    Arguments data = call.arguments().object("data").orElseThrow();
    UUID id = data.id("id").orElseGet(() -> selfId(call.caller()));
    Map<String, Object> fields = new HashMap<>(data.values());
    fields.remove("id");
    Map<String, Object> others = new HashMap<>(fields);
    fields.keySet().retainAll(UserChanges.FIELDS);
    others.keySet().removeAll(UserChanges.FIELDS);
    if (others.isEmpty()) {
      service.update(call.caller(), id, fields);
    } else {
      // By permission, like any table's columns.
      AddedColumns.Change change = added.change(call.caller(), others);
      service.update(call.caller(), id, fields, others.keySet(), change);
    }
    return answer(call, id);
  }

  private UserView grant(FieldCall call) {
    UUID userId = call.arguments().id("userId").orElseThrow();
    service.grant(call.caller(), userId, call.arguments().id("roleId").orElseThrow());
    return answer(call, userId);
  }

  private UserView revoke(FieldCall call) {
    UUID userId = call.arguments().id("userId").orElseThrow();
    service.revoke(call.caller(), userId, call.arguments().id("roleId").orElseThrow());
    return answer(call, userId);
  }

  private UserView status(FieldCall call, UserStatus status) {
    UUID id = call.arguments().id("id").orElseThrow();
    service.setStatus(id, status, call.caller());
    return answer(call, id);
  }

  private UserView logOutEverywhere(FieldCall call) {
    UUID id = call.arguments().id("id").orElseGet(() -> selfId(call.caller()));
    service.logOutEverywhere(call.caller(), id);
    return answer(call, id);
  }

  private UserView answer(FieldCall call, UUID id) {
    return users.byId(id, UserSelection.of(call, "")).orElseThrow(UserService::absent);
  }

  private static Optional<Caller.User> self(Caller caller) {
    return caller instanceof Caller.User user ? Optional.of(user) : Optional.empty();
  }

  private static UUID selfId(Caller caller) {
    return self(caller).map(Caller.User::id).orElseThrow(FreeholdException::notAuthorized);
  }

  private static SqlText scope(Caller caller) {
    return switch (Access.readUsers(caller)) {
      case UserScope.Everyone _ -> SqlText.TRUE;
      case UserScope.Only(UUID id) -> SqlText.of("u.id = ?", id);
    };
  }

  private static SqlText with(SqlText scope, Optional<UUID> id) {
    return id.map(one -> SqlText.all(List.of(scope, SqlText.of("u.id = ?", one)))).orElse(scope);
  }

  private static int within(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw FreeholdException.of(ErrorCode.VALIDATION, name, "must be between 0 and " + most);
    }
    return value;
  }
}
