package dev.freehold.local.pages;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every hosted page on every kind of device. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageIT {
  private static final Map<HostedPage, Set<Look>> PICTURES =
      Map.of(
          LoginPage.LOG_IN, Set.of(Look.LIGHT_DESKTOP, Look.DARK_DESKTOP, Look.LIGHT_PHONE),
          LoginPage.SIGN_UP, Set.of(Look.LIGHT_DESKTOP),
          LoginPage.FORGOTTEN_PASSWORD, Set.of(Look.LIGHT_DESKTOP),
          LoginPage.EMAIL_VERIFICATION, Set.of(Look.LIGHT_DESKTOP),
          LoginPage.WRONG_PASSWORD, Set.of(Look.LIGHT_PHONE),
          LoginPage.INCOMPLETE_SIGN_UP, Set.of(Look.DARK_PHONE),
          LoginPage.ERROR, Set.of(Look.DARK_DESKTOP),
          LoginPage.LOGGED_OUT, Set.of(Look.DARK_DESKTOP),
          FactorPage.PASSKEY_LOG_IN, Set.of(Look.DARK_PHONE));

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "freehold.signup.mode", "domains",
          "freehold.signup.domains", "example.com,*.example.org",
          "freehold.brand.name", "Northwind & Söhne",
          "freehold.brand.primaryColor", "#4f46e5");

  private PageRealm passwords;
  private PageRealm factors;

  @BeforeAll
  void makeRealms() {
    passwords = PageRealm.create(ATTRIBUTES);
    factors = PageRealm.withFactors(ATTRIBUTES);
  }

  @AfterAll
  void removeRealms() {
    passwords.close();
    factors.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofALogInIsSound(LoginPage hosted) {
    inspect(hosted, passwords);
  }

  @ParameterizedTest
  @EnumSource
  void ofASecondFactorIsSound(FactorPage hosted) {
    inspect(hosted, factors);
  }

  @ParameterizedTest
  @EnumSource
  void ofTheInvitedIsSound(InvitedPage hosted) {
    inspect(hosted, passwords);
  }

  private static void inspect(HostedPage hosted, PageRealm realm) {
    try (CleanBrowser visitor = CleanBrowser.english()) {
      visitor.open(hosted, realm);
      new Inspection(visitor, hosted.name()).all(PICTURES.getOrDefault(hosted, Set.of()));
    }
  }
}
