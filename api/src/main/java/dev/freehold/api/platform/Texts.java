package dev.freehold.api.platform;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What people read, in one language: the files {@code texts/<name>[_<language>].properties}, each
 * text a {@link MessageFormat}.
 */
public final class Texts {
  private final ResourceBundle bundle;
  private final Locale language;

  private Texts(ResourceBundle bundle, Locale language) {
    this.bundle = bundle;
    this.language = language;
  }

  /**
   * The texts of that name.
   *
   * @param language one of {@link Languages}
   */
  public static Texts of(String name, Locale language) {
    return new Texts(
        ResourceBundle.getBundle(
            "texts." + name,
            language,
            // Not the language of the machine when there is no file for English.
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
        language);
  }

  public Locale language() {
    return language;
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  public String get(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), language).format(values);
  }

  /** The day in UTC, as it is written in full. */
  public String day(Instant moment) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language)
        .withZone(ZoneOffset.UTC)
        .format(moment);
  }
}
