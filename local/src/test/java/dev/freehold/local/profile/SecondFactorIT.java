package dev.freehold.local.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes and passkeys, as the profile says. */
class SecondFactorIT {
  private HostedVisitor ada;
  private ProfileAdministrator administrator;
  private Page page;

  @BeforeEach
  void begin() {
    ada = new HostedVisitor();
    page = ada.page();
    administrator = new ProfileAdministrator(ada.callback());
  }

  @AfterEach
  void end() {
    ada.close();
    administrator.close();
  }

  @Test
  void codesAreSetUpAtSignUpAndAskedForAtTheNextLogIn() {
    var profile = profile("Codes", Map.of("secondFactor", Map.of("mode", "REQUIRED")));
    assertThat(administrator.plan(profile)).isEmpty();
    String email = ada.signUp(HostedVisitor.PASSWORD);
    String secret = ada.setUpCodes();
    ada.assertLoggedIn();

    ada.forget();
    ada.logIn(email);
    assertThat(page.locator("#otp")).isVisible();
    page.locator("#otp").fill("000000");
    page.locator("#kc-login").click();
    assertThat(page.locator("#input-error-otp")).isVisible();
    page.locator("#otp").fill(Totp.nextCode(secret));
    page.locator("#kc-login").click();
    ada.assertLoggedIn();
  }

  @Test
  void aSecurityKeyIsSetUpAtSignUpAndAskedForAtTheNextLogIn() {
    profile(
        "Security keys",
        Map.of("secondFactor", Map.of("mode", "REQUIRED", "methods", List.of("WEBAUTHN"))));
    ada.hasKey("usb");
    String email = ada.signUp(HostedVisitor.PASSWORD);
    page.locator("#registerWebAuthn").click();
    ada.assertLoggedIn();

    ada.forget();
    ada.logIn(email);
    assertThat(page.locator("#username")).hasCount(0);
    page.locator("#authenticateWebAuthnButton").click();
    ada.assertLoggedIn();
  }

  @Test
  void whoeverHasNoneYetSetsOneUpOnceItIsRequired() {
    var profile = profile("Later", Map.of());
    String email = ada.signUp(HostedVisitor.PASSWORD);
    ada.assertLoggedIn();
    administrator.update(profile, Map.of("secondFactor", Map.of("mode", "REQUIRED")));

    ada.forget();
    ada.logIn(email);

    assertThat(page.locator("#kc-totp-settings-form")).isVisible();
  }

  @Test
  void aPasskeyTakesThePlaceOfThePassword() {
    profile("Keys", Map.of("passkeys", true));
    ada.hasKey("internal");
    String email = ada.signUp(HostedVisitor.PASSWORD);
    ada.assertLoggedIn();
    ada.open("&kc_action=webauthn-register-passwordless");
    page.locator("#registerWebAuthn").click();
    ada.assertLoggedIn();

    ada.forget();
    ada.open("");
    try {
      page.locator("#authenticateWebAuthnButton").click();
    } catch (PlaywrightException _) {
      // The device may have answered the browser's own offer before, and the page be gone.
    }
    ada.assertLoggedIn();
    assertThat(administrator.realm("keys").users().searchByEmail(email, true)).hasSize(1);
  }

  private ProfileAdministrator.Made profile(String name, Map<String, Object> builtIn) {
    var made = administrator.create(name, builtIn);
    ada.visit(made);
    return made;
  }
}
