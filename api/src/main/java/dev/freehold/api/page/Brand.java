package dev.freehold.api.page;

import dev.freehold.api.platform.Html;
import dev.freehold.api.profile.Profile;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;

/**
 * Whose page it is: what the hosted log-in page shows of a profile too.
 *
 * @param logo an https or data URL
 * @param color {@code #rrggbb}
 */
public record Brand(String name, @Nullable String logo, @Nullable String color) {
  /** Below it white text reaches 4.5:1 (WCAG 2.2), above 0.175 black text does. */
  private static final double WHITE_TEXT_BELOW = 0.181;

  public static Brand of(Profile profile) {
    return new Brand(
        profile.brandName() == null ? profile.name() : profile.brandName(),
        profile.brandLogo(),
        profile.brandPrimaryColor());
  }

  /** Where pages may load the logo from, as a source of a Content-Security-Policy. */
  @Nullable
  String logoSource() {
    if (logo == null || logo.startsWith("data:")) {
      return logo == null ? null : "data:";
    }
    return "https://" + URI.create(logo).getRawAuthority();
  }

  String header() {
    String mark =
        logo != null
            ? "<img src=\"" + Html.text(logo) + "\" alt=\"\">"
            : "<span aria-hidden=\"true\">" + Html.text(initial()) + "</span>";
    return "<header class=\""
        + (logo == null ? "initial" : "logo")
        + "\">"
        + mark
        + "<strong>"
        + Html.text(name)
        + "</strong></header>";
  }

  /** The style's variables. */
  String variables() {
    return color == null
        ? ""
        : ":root{--primary:" + color + ";--on-primary:" + (dark() ? "#fff" : "#000") + "}";
  }

  private String initial() {
    return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
  }

  private boolean dark() {
    double luminance = 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    return luminance < WHITE_TEXT_BELOW;
  }

  /** The sRGB curve. */
  private double linear(int at) {
    double channel = Integer.parseInt(color, at, at + 2, 16) / 255.0;
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
