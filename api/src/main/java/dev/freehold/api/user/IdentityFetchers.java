package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The fields about users' identities. */
@Singleton
class IdentityFetchers implements FieldSource {
  private static final int LARGEST_PAGE = 1_000;

  private final IdentityRepository identities;
  private final IdentityLinks links;
  private final UserMerges merges;
  private final UserQueries users;

  IdentityFetchers(
      IdentityRepository identities, IdentityLinks links, UserMerges merges, UserQueries users) {
    this.identities = identities;
    this.links = links;
    this.merges = merges;
    this.users = users;
  }

  @Override
  public String schema() {
    return "schema/identity.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("UserIdentity", View.class);
    fields.type("UserConflict", Conflict.class);
    fields.type("UserConflictListResponse", Page.class);
    fields.field("User", "identities", this::of);
    fields.query("userConflictsList", this::conflicts);
    fields.mutation("userLinkIdentity", this::link);
    fields.mutation("userUnlinkIdentity", this::unlink);
    fields.mutation("usersMerge", this::merge);
    fields.mutation("userSplit", this::split);
  }

  /** Whoever may read the user may read these: administrators and himself. */
  private List<View> of(FieldCall call) {
    return identities.of(call.source(UserView.class).id()).stream().map(View::of).toList();
  }

  private Page conflicts(FieldCall call) {
    Access.requireAdministrator(call.caller());
    int first = call.arguments().integer("first").orElse(100);
    int skip = call.arguments().integer("skip").orElse(0);
    if (first < 0 || first > LARGEST_PAGE || skip < 0) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "first", "must be between 0 and " + LARGEST_PAGE);
    }
    UserSelection selection = UserSelection.of(call, "items/users/");
    List<Conflict> items =
        identities.conflicts(first, skip).stream()
            .map(row -> new Conflict(row.email(), users(row, selection)))
            .toList();
    return new Page(identities.countConflicts(), items);
  }

  private List<UserView> users(ConflictRow row, UserSelection selection) {
    return row.users().stream()
        .flatMap(id -> users.byId(UUID.fromString(id), selection).stream())
        .toList();
  }

  private UserView link(FieldCall call) {
    links.link(call.caller(), call.arguments().string("token").orElseThrow());
    return answer(call, ((Caller.User) call.caller()).id());
  }

  private UserView unlink(FieldCall call) {
    Arguments identity = call.arguments().object("identity").orElseThrow();
    UUID userId =
        call.arguments()
            .id("userId")
            .orElseGet(
                () -> call.caller() instanceof Caller.User self ? self.id() : refuseWithoutUser());
    links.unlink(
        call.caller(),
        userId,
        identity.id("authProfileId").orElseThrow(),
        identity.string("subject").orElseThrow());
    return answer(call, userId);
  }

  private UserView merge(FieldCall call) {
    UUID into = call.arguments().id("into").orElseThrow();
    merges.merge(
        call.caller(),
        into,
        call.arguments().id("from").orElseThrow(),
        call.arguments().flag("takeRoles").orElse(false));
    return answer(call, into);
  }

  private UserView split(FieldCall call) {
    Arguments identity = call.arguments().object("identity").orElseThrow();
    return answer(
        call,
        links.split(
            call.caller(),
            call.arguments().id("userId").orElseThrow(),
            identity.id("authProfileId").orElseThrow(),
            identity.string("subject").orElseThrow()));
  }

  private UserView answer(FieldCall call, UUID id) {
    return users.byId(id, UserSelection.of(call, "")).orElseThrow(UserService::absent);
  }

  private static UUID refuseWithoutUser() {
    throw FreeholdException.notAuthorized();
  }

  private record View(
      UUID authProfileId,
      String authProfileName,
      String subject,
      String email,
      boolean emailVerified,
      boolean enabled,
      Instant lastLoginAt,
      Instant createdAt) {
    static View of(IdentityView row) {
      return new View(
          row.profileId(),
          row.profileName(),
          row.subject(),
          row.email(),
          row.emailVerified(),
          row.enabled(),
          row.lastLoginAt(),
          row.createdAt());
    }
  }

  private record Conflict(String email, List<UserView> users) {}

  private record Page(long count, List<Conflict> items) {}
}
