package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignUpHintIT {
  private static final String HINT = "#form-help-text-after-email";
  private static final String MODE = "freehold.signup.mode";
  private static final String DOMAINS = "freehold.signup.domains";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Use an address of one of these domains: example.com, *.example.org
          de | Verwenden Sie eine Adresse einer dieser Domains: example.com, *.example.org
          es | Utilice una dirección de uno de estos dominios: example.com, *.example.org
          """)
  void namesTheAllowedDomainsUnderTheEmailField(String language, String hint) {
    try (PageRealm realm =
            PageRealm.create(Map.of(MODE, "domains", DOMAINS, "example.com, *.example.org"));
        CleanBrowser visitor = CleanBrowser.with(Look.LIGHT_PHONE, language)) {
      assertThat(visitor.open(LoginPage.SIGN_UP, realm).locator(HINT).innerText()).isEqualTo(hint);
    }
  }

  @Test
  void saysNothingOfDomainsWhenAnybodyMaySignUp() {
    try (PageRealm realm = PageRealm.create(Map.of(MODE, "open", DOMAINS, "example.com"));
        CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.open(LoginPage.SIGN_UP, realm);
      assertThat(page.locator("#email").isVisible()).isTrue();
      assertThat(page.locator(HINT).count()).isZero();
    }
  }

  @Test
  void leavesOutWhatIsNoDomain() {
    try (PageRealm realm =
            PageRealm.create(
                Map.of(
                    MODE, "domains", DOMAINS, "<script>alert(1)</script>,example.com,${x},'{0}"));
        CleanBrowser visitor = CleanBrowser.english()) {
      assertThat(visitor.open(LoginPage.SIGN_UP, realm).locator(HINT).innerText())
          .isEqualTo("Use an address of one of these domains: example.com");
    }
  }

  @Test
  void tellsOnTheLogInPageThatSignUpIsOff() {
    try (PageRealm realm =
            PageRealm.create(Map.of(MODE, "off"), change -> change.setRegistrationAllowed(false));
        CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.open(LoginPage.LOG_IN, realm);
      assertThat(page.locator("#freehold-signup-off").innerText())
          .isEqualTo("New accounts are by invitation only.");
      assertThat(page.locator("#kc-registration").count()).isZero();
      assertThat(visitor.open(LoginPage.SIGN_UP, realm).locator("#kc-error-message").innerText())
          .contains("Sign-up is by invitation only.");
    }
  }

  @Test
  void keepsOutOfRealmsThatAreNoProfile() {
    try (PageRealm realm =
            PageRealm.create(
                Map.of(MODE, "off"),
                change -> change.getAttributes().remove("freehold.profile.id"));
        CleanBrowser visitor = CleanBrowser.english()) {
      assertThat(visitor.open(LoginPage.LOG_IN, realm).locator("#freehold-signup-off").count())
          .isZero();
    }
  }
}
