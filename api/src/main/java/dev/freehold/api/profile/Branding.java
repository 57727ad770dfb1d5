package dev.freehold.api.profile;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The shapes that docs/architecture.md allows. The log-in theme checks the same ones itself, and
 * ignores what has another shape; here it is refused by name, so that nobody wonders why it does
 * not show.
 */
final class Branding {
  private static final Pattern NAME =
      Pattern.compile(
          "(?!.*&(lt|gt|amp))[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} &.,:!'’()+/_-]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern LOGO_URL =
      Pattern.compile("https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~%/?&=,+-]*)?");
  private static final Pattern LOGO_DATA =
      Pattern.compile("data:image/(png|jpeg|svg\\+xml|webp);base64,[A-Za-z0-9+/]+={0,2}");
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_LOGO_URL = 2_000;
  private static final int LARGEST_LOGO_DATA = 100_000;

  private Branding() {}

  static void faults(ProfileInput input, Map<String, Object> faults) {
    if (given(input.brandName()) && !fits(input.brandName(), NAME, LONGEST_NAME)) {
      faults.put(
          "branding.name",
          "must be at most 60 letters, digits, spaces and &.,:!'’()+/_-, a letter or digit first");
    }
    if (given(input.brandLogo())
        && !fits(input.brandLogo(), LOGO_URL, LONGEST_LOGO_URL)
        && !fits(input.brandLogo(), LOGO_DATA, LARGEST_LOGO_DATA)) {
      faults.put(
          "branding.logo",
          "must be an https URL of at most 2000 characters, or a data URL of at most 100000 with base64 of png, jpeg, svg+xml or webp");
    }
    if (given(input.brandPrimaryColor())
        && !COLOR.matcher(input.brandPrimaryColor().strip()).matches()) {
      faults.put("branding.primaryColor", "must be written #rrggbb");
    }
  }

  /** A blank value takes the branding away. */
  private static boolean given(String value) {
    return value != null && !value.isBlank();
  }

  private static boolean fits(String value, Pattern shape, int longest) {
    String text = value.strip();
    return text.length() <= longest && shape.matcher(text).matches();
  }
}
