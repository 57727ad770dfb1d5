package dev.freehold.api.account;

import dev.freehold.api.mail.Mail;
import dev.freehold.api.mail.Mailer;
import dev.freehold.api.platform.Html;
import dev.freehold.api.platform.Languages;
import dev.freehold.api.platform.Texts;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPerson;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * What the account operations write to people, in the profile's name and the account's language.
 */
@Singleton
class AccountMails {
  private final Mailer mailer;

  AccountMails(Mailer mailer) {
    this.mailer = mailer;
  }

  void resetCode(Profile profile, RealmPerson person, String code) {
    send(profile, person, "resetCode", code);
  }

  void passwordChanged(Profile profile, RealmPerson person) {
    send(profile, person, "passwordChanged", "");
  }

  void addressTaken(Profile profile, RealmPerson person) {
    send(profile, person, "addressTaken", "");
  }

  private void send(Profile profile, RealmPerson person, String which, String code) {
    if (person.email() == null) {
      return;
    }
    String brand = profile.brandName() == null ? profile.name() : profile.brandName();
    Texts texts = Texts.of("account-mail", Languages.of(person.locale()).orElse(Languages.USUAL));
    String minutes = Long.toString(ResetCodes.LIFE.toMinutes());
    String subject = texts.get(which + ".subject", brand, code, minutes);
    String text = texts.get(which + ".text", brand, code, minutes);
    mailer.send(
        new Mail(person.email(), brand, subject, text, html(texts.language(), brand, text, code)));
  }

  private static String html(Locale language, String brand, String text, String code) {
    String body = Html.text(text).replace("<br><br>", "</p><p>");
    if (!code.isEmpty()) {
      body =
          body.replace(
              code, "<strong style=\"font-size:1.6em;letter-spacing:.1em\">" + code + "</strong>");
    }
    return "<!doctype html><html lang=\""
        + language.toLanguageTag()
        + "\"><body style=\"font-family:sans-serif;line-height:1.5\"><h1"
        + " style=\"font-size:1.2em\">"
        + Html.text(brand)
        + "</h1><p>"
        + body
        + "</p></body></html>";
  }
}
