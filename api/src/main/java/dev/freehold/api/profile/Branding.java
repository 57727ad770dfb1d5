package dev.freehold.api.profile;

import java.util.Map;
import java.util.regex.Pattern;

/** The patterns that docs/architecture.md allows: what passes them is safe to write into a page. */
final class Branding {
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern LOGO =
      Pattern.compile(
          "https://[A-Za-z0-9._~:/?#@!$&+,;=%\\[\\]-]+"
              + "|data:image/(png|jpeg|svg\\+xml|webp);base64,[A-Za-z0-9+/]+={0,2}");
  private static final int LARGEST_LOGO = 200_000;
  private static final int LONGEST_NAME = 100;

  private Branding() {}

  static void faults(ProfileInput input, Map<String, Object> faults) {
    String name = input.brandName();
    if (name != null
        && (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))) {
      faults.put("branding.name", "must be at most " + LONGEST_NAME + " characters");
    }
    String logo = input.brandLogo();
    if (logo != null && logo.length() > LARGEST_LOGO) {
      faults.put("branding.logo", "must be at most " + LARGEST_LOGO + " characters");
    } else if (logo != null && !logo.isBlank() && !LOGO.matcher(logo.strip()).matches()) {
      faults.put(
          "branding.logo",
          "must be an https URL, or a data URL with base64 of png, jpeg, svg+xml or webp");
    }
    String color = input.brandPrimaryColor();
    if (color != null && !color.isBlank() && !COLOR.matcher(color.strip()).matches()) {
      faults.put("branding.primaryColor", "must be written #rrggbb");
    }
  }
}
