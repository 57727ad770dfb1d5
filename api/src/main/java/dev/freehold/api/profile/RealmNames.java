package dev.freehold.api.profile;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Makes the name of a realm from that of its profile. */
final class RealmNames {
  private static final int LONGEST = 63;

  private RealmNames() {}

  /** Letters a to z, digits and single hyphens; empty when nothing of the name is left. */
  static Optional<String> slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST));
    String slug = cut.replaceAll("^-+|-+$", "");
    return slug.isEmpty() || slug.equals("master") ? Optional.empty() : Optional.of(slug);
  }
}
