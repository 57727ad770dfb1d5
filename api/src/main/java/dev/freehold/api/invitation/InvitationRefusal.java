package dev.freehold.api.invitation;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Why an invitation is not good any more; the constant in lower case is the {@code reason}. */
enum InvitationRefusal {
  INVITATION_UNKNOWN(
      "This invitation does not exist",
      "Open the link of the newest mail, or ask for another one."),
  INVITATION_USED("This invitation was used already", "Log in to the application instead."),
  INVITATION_CANCELLED("This invitation was cancelled", "Ask whoever invited you for another one."),
  INVITATION_EXPIRED("This invitation has expired", "Ask whoever invited you for another one.");

  private final String title;
  private final String remedy;

  InvitationRefusal(String title, String remedy) {
    this.title = title;
    this.remedy = remedy;
  }

  static Optional<InvitationRefusal> of(Invitation invitation, Instant now) {
    return switch (invitation.status()) {
      case ACCEPTED -> Optional.of(INVITATION_USED);
      case CANCELLED -> Optional.of(INVITATION_CANCELLED);
      case PENDING ->
          now.isBefore(invitation.expiresAt()) ? Optional.empty() : Optional.of(INVITATION_EXPIRED);
    };
  }

  String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  FreeholdException exception() {
    return new FreeholdException(
        ErrorCode.INVITATION_EXPIRED, title, Map.of("reason", reason(), "remedy", remedy));
  }
}
