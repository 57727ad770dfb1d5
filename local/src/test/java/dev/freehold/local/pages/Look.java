package dev.freehold.local.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** What a visitor's device asks for. */
enum Look {
  LIGHT_DESKTOP(ColorScheme.LIGHT, 1100, 800),
  DARK_DESKTOP(ColorScheme.DARK, 1100, 800),
  LIGHT_PHONE(ColorScheme.LIGHT, 360, 740),
  DARK_PHONE(ColorScheme.DARK, 360, 740);

  private final ColorScheme scheme;
  private final int width;
  private final int height;

  Look(ColorScheme scheme, int width, int height) {
    this.scheme = scheme;
    this.width = width;
    this.height = height;
  }

  void apply(Page page) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, height);
  }

  Browser.NewContextOptions options(String language) {
    return new Browser.NewContextOptions()
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setViewportSize(width, height)
        .setLocale(language);
  }
}
