package dev.freehold.api.invitation;

import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.InvitedAccounts;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.user.InvitedUsers;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the invited do. Whoever has no account sets a password on the hosted page, and that he came
 * there by the mail verifies his address; whoever has one logs in and accepts with the code. What
 * is granted comes from the invitation's row alone, and never before one of the two.
 */
@Singleton
class Acceptance {
  private static final Duration LINK_LIFE = Duration.ofMinutes(15);

  private final InvitationRepository invitations;
  private final InvitationProfiles profiles;
  private final InvitedAccounts accounts;
  private final InvitedUsers users;
  private final AuditLog audit;
  private final Clock clock;
  private final TransactionOperations<Connection> transactions;

  Acceptance(
      InvitationRepository invitations,
      InvitationProfiles profiles,
      InvitedAccounts accounts,
      InvitedUsers users,
      AuditLog audit,
      Clock clock,
      TransactionOperations<Connection> transactions) {
    this.invitations = invitations;
    this.profiles = profiles;
    this.accounts = accounts;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** The invitation behind a link. */
  record Linked(Invitation invitation, Profile profile) {}

  /** Whether or not it is still good. */
  Optional<Linked> find(String code) {
    InvitationSecret secret = new InvitationSecret(code);
    return secret.wellFormed()
        ? invitations
            .findByHash(secret.hash())
            .map(one -> new Linked(one, profiles.get(one.profileId())))
        : Optional.empty();
  }

  /**
   * Only while it is good.
   *
   * @throws FreeholdException with INVITATION_EXPIRED and the reason
   */
  Linked open(String code) {
    return open(invitations.findByHash(hash(code)));
  }

  /**
   * Where to set the password of the account that is made for the invitation; empty when the e-mail
   * has an account of its own, or the profile is not ours to make accounts in.
   *
   * @param language that the hosted page and later mails speak to him, until he chooses another
   */
  Optional<URI> begin(String code, Locale language) {
    Optional<Invitation> begun =
        transactions.executeWrite(status -> {
          Linked open = open(invitations.lockByHash(hash(code)));
          Invitation invitation = open.invitation();
          UUID profile = invitation.profileId();
          if (!open.profile().builtIn()) {
            return Optional.empty();
          }
          Optional<String> present = accounts.subjectByEmail(profile, invitation.email());
          if (present.isPresent()) {
            return present.get().equals(invitation.subject())
                ? Optional.of(invitation)
                : Optional.empty();
          }
          invitations.start(
              invitation.id(), accounts.create(profile, invitation.email(), language));
          return invitations.findById(invitation.id());
        });
    return begun.map(one -> accounts.link(one.profileId(), one.subject(), LINK_LIFE));
  }

  /** The account of an invitation has proved its address; in the transaction in progress. */
  void verified(UUID profileId, String subject, UUID userId, String email) {
    invitations
        .lockBySubject(profileId, subject)
        .filter(invitation -> invitation.email().equalsIgnoreCase(email))
        .ifPresent(invitation -> grant(invitation, userId));
  }

  /** Answers the user who has accepted. */
  UUID accept(Caller caller, String code) {
    UUID userId =
        transactions.executeWrite(status -> {
          Linked open = open(invitations.lockByHash(hash(code)));
          UUID accepting = user(caller, open.invitation());
          if (!users.verified(accepting, open.invitation().email())) {
            throw otherUser();
          }
          grant(open.invitation(), accepting);
          return accepting;
        });
    users.changed(userId);
    return userId;
  }

  private UUID user(Caller caller, Invitation invitation) {
    return switch (caller) {
      case Caller.User user -> user.id();
      // Taken back with the transaction when the address turns out to be another.
      case Caller.Unlinked newcomer when newcomer.profileId().equals(invitation.profileId()) ->
          users.signUp(newcomer);
      case Caller.Unlinked _ -> throw otherUser();
      case Caller.Guest _, Caller.ApiToken _ -> throw FreeholdException.notAuthorized();
    };
  }

  private void grant(Invitation invitation, UUID userId) {
    users.grant(userId, invitations.roleIds(invitation.id()));
    invitations.accept(invitation.id(), userId);
    audit.record(
        Actor.user(userId),
        "invitation.accept",
        "invitation " + invitation.id(),
        Map.of("user", userId));
  }

  private Linked open(Optional<Invitation> found) {
    Invitation invitation = found.orElseThrow(InvitationRefusal.INVITATION_UNKNOWN::exception);
    InvitationRefusal.of(invitation, clock.instant())
        .ifPresent(refusal -> {
          throw refusal.exception();
        });
    return new Linked(invitation, profiles.get(invitation.profileId()));
  }

  private static String hash(String code) {
    InvitationSecret secret = new InvitationSecret(code);
    if (!secret.wellFormed()) {
      throw InvitationRefusal.INVITATION_UNKNOWN.exception();
    }
    return secret.hash();
  }

  private static FreeholdException otherUser() {
    return new FreeholdException(
        ErrorCode.NOT_AUTHORIZED,
        "You are logged in as somebody else",
        Map.of(
            "reason", "invitation_for_another",
            "remedy",
                "Log out, and log in with the verified e-mail that the invitation was sent to"));
  }
}
