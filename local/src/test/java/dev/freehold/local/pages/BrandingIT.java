package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrandingIT {
  private static final String NAME = "freehold.brand.name";
  private static final String COLOUR = "freehold.brand.primaryColor";
  private static final String LOGO = "freehold.brand.logo";
  private static final String DEFAULT_BUTTON = "rgb(11, 110, 79)";

  private PageRealm realm;

  @BeforeAll
  void makeRealm() {
    realm = PageRealm.create(Map.of());
  }

  @AfterAll
  void removeRealm() {
    realm.close();
  }

  private void brand(String name, String colour, String logo) {
    realm.put(Map.of(NAME, name, COLOUR, colour, LOGO, logo));
  }

  @Test
  void showsNameColourAndLogo() {
    String logo =
        "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
    brand("Smith & Söhne's", "#4f46e5", logo);
    try (CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.open(LoginPage.LOG_IN, realm);
      assertThat(page.locator("#kc-header-wrapper").innerText()).isEqualTo("Smith & Söhne's");
      assertThat(page.title()).isEqualTo("Log in to Smith & Söhne's");
      assertThat(visitor.style("#kc-login", "background-color")).isEqualTo("rgb(79, 70, 229)");
      assertThat(
              page.evaluate(
                  "getComputedStyle(document.querySelector('#kc-header-wrapper'), '::before').backgroundImage"))
          .asString()
          .contains(logo);
    }
  }

  @Test
  void showsTheRealmsNameAndDefaultColourWithoutBranding() {
    brand("", "", "");
    try (CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.open(LoginPage.LOG_IN, realm);
      assertThat(page.locator("#kc-header-wrapper").innerText()).isEqualTo(PageRealm.DISPLAY_NAME);
      assertThat(visitor.style("#kc-login", "background-color")).isEqualTo(DEFAULT_BUTTON);
      assertThat(page.locator("#freehold-brand").count()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "</style><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "a\"; } body { display: none",
        "${realm.name}",
        "{0}",
        "Acme &lt/b",
        "Acme\u202egro.live",
        "A very long name that would push the form off the page, over and over"
      })
  void keepsHostileNameOffThePage(String name) {
    brand(name, "", "");
    expectDefaults(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rebeccapurple",
        "#fff",
        "#12345g",
        "#1234567",
        "#000000;}body{display:none}",
        "#000000}</style><script>alert(1)</script>",
        "#000000\n",
        "url(https://evil.example/)",
        "expression(alert(1))"
      })
  void keepsHostileColourOffThePage(String colour) {
    brand("", colour, "");
    expectDefaults(colour);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/logo.png",
        "//evil.example/logo.png",
        "javascript:alert(1)",
        "https://evil.example/\");} body { background: url(\"https://evil.example/2",
        "https://evil.example/a\\22 b",
        "https://evil.example/</style><script>alert(1)</script>",
        "https://good.example@evil.example/logo.png",
        "https://evil.example/a b",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "data:image/svg+xml;base64,PHN2Zy8+\");}body{display:none"
      })
  void keepsHostileLogoOffThePage(String logo) {
    brand("", "", logo);
    expectDefaults(logo);
  }

  /**
   * Keycloak prints the name as HTML and lets images and links through, decoding entities first.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=https://evil.example/pixel><a href=https://evil.example>Log in</a>",
        "&lt;img src=https://evil.example/pixel&gt;",
        "&amp;amp;lt;img src=https://evil.example/pixel&amp;amp;gt;",
        "&#60;img src=https://evil.example/pixel&#x3e;",
        "&LTimg src=https://evil.example/pixel&GT"
      })
  void makesNoElementsOfTheRealmsName(String hostile) {
    try (PageRealm named =
            PageRealm.create(Map.of(NAME, hostile), change -> change.setDisplayName(hostile));
        CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.open(LoginPage.LOG_IN, named);
      assertThat(page.locator("#kc-header-wrapper").innerText()).contains("img src=");
      assertThat(page.locator("#kc-header-wrapper *").count()).isZero();
      assertThat(visitor.strangeRequests()).isEmpty();
    }
  }

  /** White, black, the middle greys where the choice of the text's colour turns, and loud ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#ffffff", "#000000", "#767676", "#777777", "#ffd400", "#ff0000", "#00ff00", "#1e1b4b"
      })
  void staysReadableOnAnyColour(String colour) {
    brand("Acme", colour, "");
    for (Look look : new Look[] {Look.LIGHT_DESKTOP, Look.DARK_DESKTOP}) {
      try (CleanBrowser visitor = CleanBrowser.with(look, "en")) {
        visitor.open(LoginPage.LOG_IN, realm);
        assertThat(visitor.graveFindings()).as("axe with %s, %s", colour, look).isEmpty();
      }
    }
  }

  private void expectDefaults(String hostile) {
    try (CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.page();
      page.onDialog(dialog -> {
        throw new AssertionError("a script ran");
      });
      Response answer = page.navigate(realm.url("auth", "freehold-app"));
      assertThat(answer.text()).doesNotContain(hostile).doesNotContain("evil.example");
      assertThat(page.locator("#freehold-brand").count()).isZero();
      assertThat(page.locator("#kc-header-wrapper").innerText()).isEqualTo(PageRealm.DISPLAY_NAME);
      assertThat(visitor.style("#kc-login", "background-color")).isEqualTo(DEFAULT_BUTTON);
      assertThat(visitor.strangeRequests()).isEmpty();
    }
  }
}
