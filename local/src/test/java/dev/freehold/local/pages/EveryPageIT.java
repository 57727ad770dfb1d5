package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every hosted page on every kind of device. With {@code -Dscreenshots=true} it also draws the
 * pictures of {@code docs/screenshots} anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageIT {
  private static final Map<Look, Set<LoginPage>> PICTURES =
      Map.of(
          Look.LIGHT_DESKTOP,
              Set.of(
                  LoginPage.LOG_IN,
                  LoginPage.SIGN_UP,
                  LoginPage.FORGOTTEN_PASSWORD,
                  LoginPage.EMAIL_VERIFICATION),
          Look.DARK_DESKTOP, Set.of(LoginPage.LOG_IN, LoginPage.ERROR, LoginPage.LOGGED_OUT),
          Look.LIGHT_PHONE, Set.of(LoginPage.LOG_IN, LoginPage.WRONG_PASSWORD),
          Look.DARK_PHONE, Set.of(LoginPage.INCOMPLETE_SIGN_UP));

  private PageRealm realm;

  @BeforeAll
  void makeRealm() {
    realm =
        PageRealm.create(
            Map.of(
                "freehold.signup.mode", "domains",
                "freehold.signup.domains", "example.com,*.example.org",
                "freehold.brand.name", "Northwind & Söhne",
                "freehold.brand.primaryColor", "#4f46e5"));
  }

  @AfterAll
  void removeRealm() {
    realm.close();
  }

  @ParameterizedTest
  @EnumSource
  void isAccessibleFitsAndLoadsNothingFromElsewhere(Look look) {
    for (LoginPage hosted : LoginPage.values()) {
      try (CleanBrowser visitor = CleanBrowser.with(look, "en")) {
        Page page = visitor.open(hosted, realm);
        assertThat(visitor.graveFindings()).as("axe on %s, %s", hosted, look).isEmpty();
        assertThat(visitor.scrollsSideways()).as("%s scrolls, %s", hosted, look).isFalse();
        assertThat(visitor.strangeRequests()).as("requests of %s", hosted).isEmpty();
        if (Boolean.getBoolean("screenshots") && PICTURES.get(look).contains(hosted)) {
          page.screenshot(new Page.ScreenshotOptions().setPath(picture(hosted, look)));
        }
      }
    }
  }

  private static Path picture(LoginPage hosted, Look look) {
    String name = (hosted + "-" + look + ".png").toLowerCase(Locale.ROOT);
    return Path.of(System.getProperty("freehold.checkout"), "docs/screenshots")
        .resolve(name.replace('_', '-'));
  }
}
