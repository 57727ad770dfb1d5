package dev.freehold.api.invitation;

import dev.freehold.api.mail.Mail;
import dev.freehold.api.mail.Mailer;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.profile.Profile;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes to who is invited, in the profile's name. */
@Singleton
class InvitationMail {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Mailer mailer;
  private final Installation installation;

  InvitationMail(Mailer mailer, Installation installation) {
    this.mailer = mailer;
    this.installation = installation;
  }

  void send(Profile profile, Invitation invitation, InvitationSecret secret) {
    String brand = InvitationProfiles.brand(profile);
    String link = installation.at("/invitations/" + secret.text()).toString();
    String opening = "You are invited to " + brand + ".";
    String note = invitation.message() == null ? "" : invitation.message() + "\n\n";
    String closing =
        "The link works until "
            + DATE.format(invitation.expiresAt())
            + ". If you did not expect this, ignore this e-mail. Nothing changes.";
    mailer.send(
        new Mail(
            invitation.email(),
            brand,
            "Your invitation to " + brand,
            opening + "\n\n" + note + "Open this link to accept:\n\n" + link + "\n\n" + closing,
            "<!doctype html><html><body style=\"font-family:sans-serif;line-height:1.5\"><p>"
                + Html.text(opening)
                + "</p><p>"
                + Html.text(note)
                + "</p><p><a href=\""
                + Html.text(link)
                + "\">Accept the invitation</a></p><p>"
                + Html.text(closing)
                + "</p></body></html>"));
  }
}
