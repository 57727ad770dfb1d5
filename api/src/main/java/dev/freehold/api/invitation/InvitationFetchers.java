package dev.freehold.api.invitation;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The fields about invitations; all but the acceptance are for administrators. */
@Singleton
class InvitationFetchers implements FieldSource {
  private static final int LARGEST_PAGE = 1_000;

  private final InvitationRepository invitations;
  private final InvitationService service;
  private final Acceptance acceptance;
  private final RoleRepository roles;
  private final Clock clock;

  InvitationFetchers(
      InvitationRepository invitations,
      InvitationService service,
      Acceptance acceptance,
      RoleRepository roles,
      Clock clock) {
    this.invitations = invitations;
    this.service = service;
    this.acceptance = acceptance;
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public String schema() {
    return "schema/invitation.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("Invitation", View.class);
    fields.type("InvitationRoleList", RoleList.class);
    fields.type("InvitationListResponse", Page.class);
    fields.type("InvitationAcceptResponse", Accepted.class);
    fields.query("invitationsList", this::list);
    fields.mutation("userInvite", this::invite);
    fields.mutation("invitationResend", call -> view(service.resend(call.caller(), id(call))));
    fields.mutation("invitationCancel", call -> view(service.cancel(call.caller(), id(call))));
    fields.mutation(
        "invitationAccept",
        call ->
            new Accepted(
                acceptance.accept(call.caller(), call.arguments().string("code").orElseThrow())));
  }

  private Page list(FieldCall call) {
    Access.requireAdministrator(call.caller());
    int first = call.arguments().integer("first").orElse(100);
    int skip = call.arguments().integer("skip").orElse(0);
    if (first < 0 || first > LARGEST_PAGE || skip < 0) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "first", "must be between 0 and " + LARGEST_PAGE);
    }
    return new Page(
        invitations.total(), invitations.list(first, skip).stream().map(this::view).toList());
  }

  private View invite(FieldCall call) {
    Arguments data = call.arguments().object("data").orElseThrow();
    return view(
        service.invite(
            call.caller(),
            data.string("email").orElseThrow(),
            data.ids("roles"),
            data.id("authProfileId").orElse(null),
            data.string("message").orElse(null),
            data.string("language").orElse(null)));
  }

  private static UUID id(FieldCall call) {
    return call.arguments().object("data").orElseThrow().id("id").orElseThrow();
  }

  private View view(Invitation row) {
    List<Role> given =
        roles.findByIds(
            invitations.roleIds(row.id()).stream().map(UUID::toString).toArray(String[]::new));
    boolean expired =
        row.status() == Invitation.Status.PENDING && !clock.instant().isBefore(row.expiresAt());
    return new View(
        row.id(),
        row.email(),
        row.profileId(),
        new RoleList(given.size(), given),
        row.message(),
        row.language(),
        expired ? "EXPIRED" : row.status().name(),
        row.expiresAt(),
        row.sentAt(),
        row.invitedBy(),
        row.acceptedBy(),
        row.acceptedAt(),
        row.createdAt());
  }

  private record View(
      UUID id,
      String email,
      UUID authProfileId,
      RoleList roles,
      String message,
      String language,
      String status,
      Instant expiresAt,
      Instant sentAt,
      String invitedBy,
      UUID acceptedBy,
      Instant acceptedAt,
      Instant createdAt) {}

  private record RoleList(int count, List<Role> items) {}

  private record Page(long count, List<View> items) {}

  private record Accepted(UUID userId) {}
}
