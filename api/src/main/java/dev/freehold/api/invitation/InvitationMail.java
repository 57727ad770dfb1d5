package dev.freehold.api.invitation;

import dev.freehold.api.mail.Mail;
import dev.freehold.api.mail.Mailer;
import dev.freehold.api.page.Brand;
import dev.freehold.api.platform.Html;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.platform.Texts;
import dev.freehold.api.profile.Profile;
import jakarta.inject.Singleton;

/** Writes to who is invited, in the profile's name and the invitation's language. */
@Singleton
class InvitationMail {
  private final Mailer mailer;
  private final Installation installation;

  InvitationMail(Mailer mailer, Installation installation) {
    this.mailer = mailer;
    this.installation = installation;
  }

  void send(Profile profile, Invitation invitation, InvitationSecret secret) {
    Texts texts = Texts.of("invitation", invitation.locale());
    String brand = Brand.of(profile).name();
    String link = installation.at("/invitations/" + secret.text()).toString();
    Object[] values = {brand, invitation.email(), texts.day(invitation.expiresAt())};
    String opening = texts.get("mail.opening", values);
    String closing = texts.get("mail.closing", values);
    String note = invitation.message() == null ? "" : invitation.message();
    mailer.send(
        new Mail(
            invitation.email(),
            brand,
            texts.get("mail.subject", values),
            String.join(
                "\n\n",
                note.isEmpty() ? opening : opening + "\n\n" + note,
                texts.get("mail.open", values),
                link,
                closing),
            "<!doctype html><html lang=\""
                + texts.language().toLanguageTag()
                + "\"><body style=\"font-family:sans-serif;line-height:1.5\">"
                + paragraph(opening)
                + (note.isEmpty() ? "" : paragraph(note))
                + "<p><a href=\""
                + Html.text(link)
                + "\">"
                + Html.text(texts.get("mail.accept", values))
                + "</a></p>"
                + paragraph(closing)
                + "</body></html>"));
  }

  private static String paragraph(String text) {
    return "<p>" + Html.text(text) + "</p>";
  }
}
