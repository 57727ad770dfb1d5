package dev.freehold.api.invitation;

import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.Profile;
import java.net.URI;

/** The pages behind the link of an invitation. They carry no script and load nothing. */
final class InvitationPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto 0;padding:0 1rem;"
          + "color:#1a1a1a;background:#fff}h1{font-size:1.4rem}button{font:inherit;padding:.6rem 1.2rem;"
          + "border:0;border-radius:.4rem;background:#1f4fd8;color:#fff;cursor:pointer}"
          + "blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #ccc}"
          + "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}}";

  private InvitationPage() {}

  static String offer(Acceptance.Open open) {
    Invitation invitation = open.invitation();
    String message =
        invitation.message() == null
            ? ""
            : "<blockquote>" + Html.text(invitation.message()) + "</blockquote>";
    return page(
        "You are invited to " + InvitationProfiles.brand(open.profile()),
        message
            + "<p>The invitation is for <strong>"
            + Html.text(invitation.email())
            + "</strong>.</p><form method=\"post\"><button type=\"submit\">Accept</button></form>");
  }

  /** The e-mail has an account: only whoever can log in to it may accept. */
  static String logIn(Acceptance.Open open, String code) {
    Profile profile = open.profile();
    URI application = InvitationProfiles.application(profile).resolve("?invitation=" + code);
    return page(
        "Log in to accept",
        "<p><strong>"
            + Html.text(open.invitation().email())
            + "</strong> has an account already. Log in to "
            + Html.text(InvitationProfiles.brand(profile))
            + " with it, and the invitation is accepted there.</p><p><a href=\""
            + Html.text(application.toString())
            + "\">Go to the application</a></p>");
  }

  static String refusal(FreeholdException refusal) {
    Object remedy = refusal.details().getOrDefault("remedy", "Try again later.");
    return page(refusal.getMessage(), "<p>" + Html.text(remedy.toString()) + "</p>");
  }

  private static String page(String title, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
        + " content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>"
        + Html.text(title)
        + "</title><style>"
        + STYLE
        + "</style></head><body><main><h1>"
        + Html.text(title)
        + "</h1>"
        + body
        + "</main></body></html>";
  }
}
