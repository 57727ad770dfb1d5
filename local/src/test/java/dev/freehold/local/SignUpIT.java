package dev.freehold.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main path in a browser: from the welcome page over the hosted page to one's own user. */
class SignUpIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestPlatform platform = TestPlatform.shared();
  private final Users users = new Users(platform);
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void openTheWelcomePage() {
    platform.api();
    platform.awaitProvisioned();
    context = platform.browser().newContext();
    page = context.newPage();
    page.setDefaultTimeout((double) LIMIT.toMillis());
    page.navigate(platform.api().url().toString());
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void showsTheUserWhoSignedUpAndLoggedInAgain() {
    String email = email();
    signUp(email);

    assertThat(page.locator("#who")).containsText(email);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(users.withEmail(email)).hasSize(1));
    String id = users.withEmail(email).getFirst();
    assertThat(page.locator("#answer")).containsText(id);
    assertThat(page.locator("#answer")).containsText(email);
    assertThat(page.locator("#id-token")).containsText(users.subjectsOf(email).getFirst());
    assertThat(page.locator("#error")).isHidden();

    logOut();
    logIn(email, PASSWORD);

    assertThat(page.locator("#answer")).containsText(id);
    assertThat(users.withEmail(email)).hasSize(1);
  }

  @Test
  void letsThePersonWithTheMailSetANewPassword() {
    String email = email();
    String other = "another " + PASSWORD;
    signUp(email);
    logOut();

    page.locator("#log-in").click();
    page.locator("a[href*='reset-credentials']").click();
    page.locator("#username").fill(email);
    page.locator("[type=submit]").click();
    await().atMost(LIMIT).until(() -> !platform.mail().mailsTo(email).isEmpty());
    CaughtMail mail = platform.mail().mailsTo(email).getLast();
    page.navigate(mail.links().getFirst().toString());
    page.locator("#password-new").fill(other);
    page.locator("#password-confirm").fill(other);
    page.locator("[type=submit]").click();
    assertThat(page.locator("#who")).containsText(email);

    logOut();
    logIn(email, other);
    assertThat(page.locator("#answer")).containsText(users.withEmail(email).getFirst());
  }

  private void signUp(String email) {
    page.locator("#sign-up").click();
    page.locator("#email").fill(email);
    page.locator("#firstName").fill("Ada");
    page.locator("#lastName").fill("Lovelace");
    page.locator("#password").fill(PASSWORD);
    page.locator("#password-confirm").fill(PASSWORD);
    page.locator("[type=submit]").click();
    assertThat(page.locator("#who")).isVisible();
  }

  private void logIn(String email, String password) {
    page.locator("#log-in").click();
    page.locator("#username").fill(email);
    page.locator("#password").fill(password);
    page.locator("[type=submit]").click();
    assertThat(page.locator("#who")).containsText(email);
  }

  private void logOut() {
    page.locator("#log-out").click();
    assertThat(page.locator("#log-in")).isVisible();
  }

  private static String email() {
    return "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
  }
}
