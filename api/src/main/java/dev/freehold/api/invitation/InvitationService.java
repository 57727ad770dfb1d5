package dev.freehold.api.invitation;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.mail.Mailer;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.platform.Languages;
import dev.freehold.api.profile.InvitedAccounts;
import dev.freehold.api.profile.Profile;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators do with invitations. The link's secret goes into the mail and nowhere else.
 */
@Singleton
class InvitationService {
  private static final Logger LOG = LoggerFactory.getLogger(InvitationService.class);

  /** ASCII only: a look-alike in another script would be somebody else's address. */
  private static final Pattern EMAIL =
      Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9-]{1,63}\\.)*[a-z0-9-]{1,63}");

  private static final int LONGEST_MESSAGE = 2_000;

  private final InvitationRepository invitations;
  private final InvitationProfiles profiles;
  private final RoleRepository roles;
  private final InvitationMail mail;
  private final Mailer mailer;
  private final InvitedAccounts accounts;
  private final AuditLog audit;
  private final Clock clock;
  private final TransactionOperations<Connection> transactions;
  private final Duration validFor;

  InvitationService(
      InvitationRepository invitations,
      InvitationProfiles profiles,
      RoleRepository roles,
      InvitationMail mail,
      Mailer mailer,
      InvitedAccounts accounts,
      AuditLog audit,
      Clock clock,
      TransactionOperations<Connection> transactions,
      @Property(name = "freehold.invitation.valid-for", defaultValue = "P7D") Duration validFor) {
    this.invitations = invitations;
    this.profiles = profiles;
    this.roles = roles;
    this.mail = mail;
    this.mailer = mailer;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
    this.validFor = validFor;
  }

  Invitation invite(
      Caller caller,
      String address,
      List<UUID> roleIds,
      @Nullable UUID profileId,
      @Nullable String message,
      @Nullable String language) {
    Access.requireAdministrator(caller);
    requireMail();
    String email = email(address);
    if (message != null && message.length() > LONGEST_MESSAGE) {
      throw invalid("message", "is longer than 2000 characters");
    }
    Locale spoken = language == null ? Languages.USUAL : language(language);
    Profile profile = profiles.get(profileId);
    requireRoles(roleIds);
    InvitationSecret secret = InvitationSecret.make();
    UUID id = Ids.next();
    Invitation made =
        transactions.executeWrite(status -> {
          long inserted =
              invitations.insert(
                  id,
                  profile.id(),
                  email,
                  message == null || message.isBlank() ? null : message.strip(),
                  spoken.toLanguageTag(),
                  secret.hash(),
                  end(),
                  Actor.of(caller).name());
          if (inserted == 0) {
            throw new FreeholdException(
                ErrorCode.ENTITY_EXISTS,
                "This e-mail has an open invitation",
                Map.of("reason", "invitation_open", "remedy", "Resend or cancel it"));
          }
          invitations.addRoles(id, roleIds.stream().map(UUID::toString).toArray(String[]::new));
          record(caller, "create", id, Map.of("profile", profile.id(), "roles", roleIds));
          return get(id);
        });
    mail.send(profile, made, secret);
    return made;
  }

  /** With a new link; the links of earlier mails end. */
  Invitation resend(Caller caller, UUID id) {
    Access.requireAdministrator(caller);
    requireMail();
    InvitationSecret secret = InvitationSecret.make();
    Invitation renewed =
        transactions.executeWrite(status -> {
          requirePending(invitations.lock(id).orElseThrow(InvitationService::absent));
          invitations.renew(id, secret.hash(), end());
          record(caller, "resend", id, Map.of());
          return get(id);
        });
    mail.send(profiles.get(renewed.profileId()), renewed, secret);
    return renewed;
  }

  Invitation cancel(Caller caller, UUID id) {
    Access.requireAdministrator(caller);
    Invitation cancelled =
        transactions.executeWrite(status -> {
          requirePending(invitations.lock(id).orElseThrow(InvitationService::absent));
          invitations.cancel(id);
          record(caller, "cancel", id, Map.of());
          return get(id);
        });
    removeAccount(cancelled);
    return cancelled;
  }

  Invitation get(UUID id) {
    return invitations.findById(id).orElseThrow(InvitationService::absent);
  }

  /** The account was made for nothing else; left over, it would be one without a use. */
  private void removeAccount(Invitation cancelled) {
    if (cancelled.subject() != null) {
      try {
        accounts.removeUnused(cancelled.profileId(), cancelled.subject());
      } catch (FreeholdException e) {
        LOG.warn("The unused account of invitation {} was not removed", cancelled.id(), e);
      }
    }
  }

  private Instant end() {
    return clock.instant().plus(validFor);
  }

  private void record(Caller caller, String what, UUID id, Map<String, ?> details) {
    audit.record(caller, "invitation." + what, "invitation " + id, details);
  }

  private void requireMail() {
    if (!mailer.configured()) {
      throw new FreeholdException(
          ErrorCode.ILLEGAL_OPERATION,
          "Invitations need a mail server",
          Map.of("reason", "mail_not_configured", "remedy", "Set FREEHOLD_SMTP_HOST and _FROM"));
    }
  }

  private void requireRoles(List<UUID> ids) {
    int found = roles.findByIds(ids.stream().map(UUID::toString).toArray(String[]::new)).size();
    if (found != new HashSet<>(ids).size()) {
      throw FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "roles", "There is no such role");
    }
  }

  private static void requirePending(Invitation invitation) {
    switch (invitation.status()) {
      case PENDING -> {}
      case ACCEPTED -> throw InvitationRefusal.INVITATION_USED.exception();
      case CANCELLED -> throw InvitationRefusal.INVITATION_CANCELLED.exception();
    }
  }

  private static String email(String address) {
    String email = address.strip();
    // Only after the look-alikes are out: folding would make an ASCII letter of some.
    boolean plain = email.chars().allMatch(c -> c < 128) && email.length() <= 254;
    String folded = plain ? email.toLowerCase(Locale.ROOT) : "";
    if (!EMAIL.matcher(folded).matches()) {
      throw invalid("email", "is not an e-mail address in ASCII");
    }
    return folded;
  }

  private static Locale language(String tag) {
    return Languages.of(tag)
        .orElseThrow(
            () -> invalid("language", "must be one of " + String.join(", ", Languages.tags())));
  }

  private static FreeholdException absent() {
    return FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "id", "There is no such invitation");
  }

  private static FreeholdException invalid(String field, String why) {
    return FreeholdException.of(ErrorCode.VALIDATION, field, why);
  }
}
