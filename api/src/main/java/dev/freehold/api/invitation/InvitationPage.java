package dev.freehold.api.invitation;

import dev.freehold.api.page.Brand;
import dev.freehold.api.page.MessagePage;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Texts;
import dev.freehold.api.profile.Profile;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.util.Locale;

/** The pages behind the link of an invitation, in one language. */
record InvitationPage(Texts texts) {
  static InvitationPage in(Locale language) {
    return new InvitationPage(Texts.of("invitation", language));
  }

  /**
   * What the invitation says.
   *
   * @param next where the button leads on to
   */
  MessagePage offer(Acceptance.Linked linked, URI next) {
    Invitation invitation = linked.invitation();
    Brand brand = Brand.of(linked.profile());
    MessagePage page = new MessagePage(texts.language(), brand, text("offer.title", brand, ""));
    if (invitation.message() != null) {
      page.quote(invitation.message());
    }
    return page.paragraph(text("offer.for", brand, invitation.email()), invitation.email())
        .button(texts.get("offer.accept"), next);
  }

  /** The e-mail has an account: only whoever can log in to it may accept. */
  MessagePage logIn(Acceptance.Linked linked, String code) {
    Brand brand = Brand.of(linked.profile());
    String email = linked.invitation().email();
    return new MessagePage(texts.language(), brand, texts.get("logIn.title"))
        .paragraph(text("logIn.text", brand, email), email)
        .link(
            texts.get("logIn.go"),
            InvitationProfiles.application(linked.profile()).resolve("?invitation=" + code));
  }

  /**
   * Why it cannot go on.
   *
   * @param profile null when the link is nobody's
   */
  MessagePage refusal(FreeholdException refusal, @Nullable Profile profile) {
    String reason = String.valueOf(refusal.details().get("reason"));
    String key = texts.has(reason + ".title") ? reason : "later";
    MessagePage page =
        new MessagePage(
                texts.language(),
                profile == null ? null : Brand.of(profile),
                texts.get(key + ".title"))
            .paragraph(texts.get(key + ".text"));
    boolean used = reason.equals(InvitationRefusal.INVITATION_USED.reason());
    return used && profile != null
        ? page.link(texts.get("logIn.go"), InvitationProfiles.application(profile))
        : page;
  }

  private String text(String key, Brand brand, String email) {
    return texts.get(key, brand.name(), email);
  }
}
