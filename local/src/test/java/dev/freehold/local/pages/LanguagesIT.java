package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesIT {
  /** What a message looks like whose key nobody has translated: {@code someKeyLikeThis}. */
  private static final Pattern KEY = Pattern.compile("\\b[a-z]+[A-Z]\\w*|\\{\\d}|\\$\\{");

  private PageRealm realm;

  @BeforeAll
  void makeRealm() {
    realm = PageRealm.create(Map.of());
  }

  @AfterAll
  void removeRealm() {
    realm.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de | LOG_IN             | Anmelden
          de | SIGN_UP            | Konto anlegen
          de | FORGOTTEN_PASSWORD | Passwort zurücksetzen
          de | EMAIL_VERIFICATION | Bitte sehen Sie in Ihr Postfach
          de | ERROR              | Das hat nicht geklappt
          de | LOGGED_OUT         | Sie sind abgemeldet
          es | LOG_IN             | Iniciar sesión
          es | SIGN_UP            | Cree su cuenta
          es | FORGOTTEN_PASSWORD | Restablecer la contraseña
          es | EMAIL_VERIFICATION | Revise su correo
          es | ERROR              | Algo ha fallado
          es | LOGGED_OUT         | Ha cerrado la sesión
          """)
  void speaksTheVisitorsLanguage(String language, LoginPage hosted, String heading) {
    try (CleanBrowser visitor = CleanBrowser.with(Look.LIGHT_DESKTOP, language)) {
      Page page = visitor.open(hosted, realm);
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
      assertThat(page.locator("#kc-page-title").innerText()).isEqualTo(heading);
      assertThat(page.locator("body").innerText()).doesNotContainPattern(KEY);
    }
  }
}
