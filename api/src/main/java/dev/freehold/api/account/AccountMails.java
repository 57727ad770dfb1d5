package dev.freehold.api.account;

import dev.freehold.api.mail.Mail;
import dev.freehold.api.mail.Mailer;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPerson;
import jakarta.inject.Singleton;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * What the account operations write to people, in the profile's name and the account's language.
 */
@Singleton
class AccountMails {
  private static final Set<String> LANGUAGES = Set.of("en", "de", "es");

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
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "mails.account",
            language(person.locale()),
            // Not the language of the machine when there is no file for English.
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    String minutes = Long.toString(ResetCodes.LIFE.toMinutes());
    String subject = text(texts, which + ".subject", brand, code, minutes);
    String text = text(texts, which + ".text", brand, code, minutes);
    mailer.send(new Mail(person.email(), brand, subject, text, html(brand, text, code)));
  }

  private static Locale language(String locale) {
    String language = locale == null ? "" : Locale.forLanguageTag(locale).getLanguage();
    return LANGUAGES.contains(language) ? Locale.of(language) : Locale.ENGLISH;
  }

  private static String text(ResourceBundle texts, String key, Object... values) {
    return new MessageFormat(texts.getString(key), texts.getLocale()).format(values);
  }

  private static String html(String brand, String text, String code) {
    String body = escape(text).replace("\n\n", "</p><p>");
    if (!code.isEmpty()) {
      body =
          body.replace(
              code, "<strong style=\"font-size:1.6em;letter-spacing:.1em\">" + code + "</strong>");
    }
    return "<!doctype html><html><body style=\"font-family:sans-serif;line-height:1.5\"><h1"
        + " style=\"font-size:1.2em\">"
        + escape(brand)
        + "</h1><p>"
        + body
        + "</p></body></html>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
