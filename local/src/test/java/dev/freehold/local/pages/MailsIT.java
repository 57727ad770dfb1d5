package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.freehold.local.CaughtMail;
import dev.freehold.local.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailsIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Reset your password               | Choose a new password
          de | Setzen Sie Ihr Passwort zurück    | Neues Passwort wählen
          es | Restablezca su contraseña         | Elegir una contraseña nueva
          """)
  void sendsTheResetLinkInTheVisitorsLanguage(String language, String subject, String button) {
    String address = newAddress();
    try (PageRealm realm = realmWith(address, "Example Realm");
        CleanBrowser visitor = CleanBrowser.with(Look.LIGHT_DESKTOP, language)) {
      Page page = visitor.open(LoginPage.FORGOTTEN_PASSWORD, realm);
      page.locator("#username").fill(address);
      page.locator("#kc-form-buttons").click();

      CaughtMail mail = mailTo(address);
      assertThat(mail.subject()).isEqualTo(subject);
      page.setContent(mail.html());
      assertThat(page.locator("a.button").innerText()).isEqualTo(button);
      assertThat(page.locator("a.button").getAttribute("href"))
          .isEqualTo(mail.links().getFirst().toString());
      assertThat(visitor.graveFindings()).isEmpty();

      page.navigate(mail.links().getFirst().toString());
      assertThat(page.locator("#password-new").isVisible()).isTrue();
    }
  }

  @Test
  void sendsTheVerificationLinkInOurLook() {
    String address = newAddress();
    try (PageRealm realm = realmWith(address, "Example Realm");
        CleanBrowser visitor = CleanBrowser.with(Look.DARK_PHONE, "en")) {
      var user = realm.resource().users().searchByEmail(address, true).getFirst();
      realm.resource().users().get(user.getId()).sendVerifyEmail();
      CaughtMail mail = mailTo(address);
      assertThat(mail.subject()).isEqualTo("Confirm your e-mail address");
      assertThat(mail.text()).contains("Example Realm").doesNotContain("<");
      visitor.page().setContent(mail.html());
      assertThat(visitor.graveFindings()).isEmpty();
      assertThat(visitor.scrollsSideways()).isFalse();
    }
  }

  @Test
  void loadsNothingAndEscapesTheRealmsName() {
    String address = newAddress();
    String hostile = "<img src=https://evil.example/pixel>{0}";
    try (PageRealm realm = realmWith(address, hostile);
        CleanBrowser visitor = CleanBrowser.english()) {
      var user = realm.resource().users().searchByEmail(address, true).getFirst();
      realm.resource().users().get(user.getId()).executeActionsEmail(List.of("UPDATE_PASSWORD"));
      CaughtMail mail = mailTo(address);
      visitor.page().setContent(mail.html());
      assertThat(visitor.page().locator("td.brand").innerText()).isEqualTo(hostile);
      assertThat(visitor.page().locator("img, script, link").count()).isZero();
      assertThat(visitor.strangeRequests()).isEmpty();
    }
  }

  private static PageRealm realmWith(String address, String displayName) {
    return PageRealm.create(
        Map.of(),
        realm -> {
          realm.setDisplayName(displayName);
          var user = realm.getUsers().getFirst();
          user.setUsername(address);
          user.setEmail(address);
        });
  }

  private static String newAddress() {
    return "mail-" + UUID.randomUUID() + "@example.com";
  }

  private static CaughtMail mailTo(String address) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> TestPlatform.shared().mail().mailsTo(address), mails -> !mails.isEmpty())
        .getFirst();
  }
}
