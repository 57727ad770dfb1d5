package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at the page that is open on every kind of device: accessible, not wider than the screen,
 * loading nothing from elsewhere. With {@code -Dscreenshots=true} it also draws the pictures of
 * {@code docs/screenshots} anew; with {@code -Dscreenshots=<folder>} all pictures, to be looked at.
 */
record Inspection(CleanBrowser visitor, String name) {
  private static final String PICTURES = System.getProperty("screenshots", "");

  /**
   * Leaves the page as on the last device.
   *
   * @param pictures those looks that are shown in the documentation
   */
  void all(Set<Look> pictures) {
    for (Look look : Look.values()) {
      visitor.turnInto(look);
      draw(look, pictures.contains(look));
      assertThat(visitor.graveFindings()).as("axe on %s, %s", name, look).isEmpty();
      assertThat(visitor.scrollsSideways()).as("%s scrolls, %s", name, look).isFalse();
    }
    assertThat(visitor.strangeRequests()).as("requests of %s", name).isEmpty();
  }

  private void draw(Look look, boolean documented) {
    if (!PICTURES.isEmpty() && (documented || !PICTURES.equals("true"))) {
      Path folder =
          PICTURES.equals("true")
              ? Path.of(System.getProperty("freehold.checkout"), "docs/screenshots")
              : Path.of(PICTURES);
      String file = (name + "-" + look + ".png").toLowerCase(Locale.ROOT).replace('_', '-');
      visitor.page().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
    }
  }
}
