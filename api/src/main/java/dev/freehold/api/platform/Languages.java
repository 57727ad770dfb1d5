package dev.freehold.api.platform;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The languages that people are spoken to in: mails, pages, the hosted log-in page. */
public final class Languages {
  public static final Locale USUAL = Locale.ENGLISH;

  private static final List<Locale> ALL = List.of(USUAL, Locale.GERMAN, Locale.of("es"));
  private static final int LONGEST_HEADER = 200;

  private Languages() {}

  /** Their tags (BCP 47), the usual one first. */
  public static List<String> tags() {
    return ALL.stream().map(Locale::toLanguageTag).toList();
  }

  /** The one that speaks for the tag, for instance {@code de} for {@code de-AT}. */
  public static Optional<Locale> of(@Nullable String tag) {
    String language = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
    return ALL.stream().filter(one -> one.getLanguage().equals(language)).findFirst();
  }

  /**
   * What a browser likes best of ours (RFC 9110, section 12.5.4; lookup as in RFC 4647); empty when
   * it likes none, or says nothing that can be read.
   */
  public static Optional<Locale> accepted(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Locale.lookup(LanguageRange.parse(header), ALL));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
