package dev.freehold.local.account;

import static dev.freehold.local.account.NativeApp.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.CaughtMail;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The account operations with passwords, against a running Keycloak. */
class NativeLogInIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** At its line's end: the profile's name may have eight digits too. */
  private static final Pattern CODE = Pattern.compile("(?m): ([0-9]{8})\\s*$");

  private static final String ENROL = "CONFIGURE_TOTP";
  private static final String ANOTHER = NativeApp.secret("another horse battery");

  private static final TestPlatform PLATFORM = TestPlatform.shared();
  private static NativeApp app;
  private static NativeApp domains;

  @BeforeAll
  static void makeProfile() {
    app = new NativeApp(PLATFORM, Map.of("selfSignUp", "OPEN"));
    domains =
        new NativeApp(
            PLATFORM, Map.of("selfSignUp", "DOMAINS", "selfSignUpDomains", List.of("example.org")));
  }

  @AfterAll
  static void removeProfile() {
    app.close();
    domains.close();
  }

  @Test
  void logsInWithTokensThatAreAccepted() {
    String email = signedUp();

    JsonNode auth = loggedIn(email, PASSWORD);

    JsonNode user =
        new GraphQl(PLATFORM.api().url(), auth.get("idToken").asText())
            .data("{ user { email roles { items { name } } } }", Map.of())
            .get("user");
    assertThat(user.get("email").asText()).isEqualTo(email);
    assertThat(user.at("/roles/items/0/name").asText()).isEqualTo("Guest");
    assertThat(auth.get("idTokenExpiresAt").asLong())
        .isGreaterThan(System.currentTimeMillis() / 1_000);
  }

  @Test
  void isOffUnlessTheProfileSaysSo() {
    JsonNode answer =
        app.ask(
            "mutation { userLogin(data: {email: \"a@b.org\", password: \"x\"}) { success } }",
            Map.of());
    assertThat(answer.at("/errors/0/details/reason").asText()).isEqualTo("native_login_off");
    assertThat(answer.at("/errors/0/details/remedy").asText()).contains("nativeLogIn");
  }

  @Test
  void answersAWrongPasswordAndAnUnknownAddressAlike() {
    String email = signedUp();
    String wrong = app.logInText(email, "wrong horse battery");
    assertThat(wrong).contains("NotAuthorizedError").contains("credentials_wrong");
    assertThat(app.logInText(NativeApp.newEmail(), "wrong horse battery")).isEqualTo(wrong);
  }

  @Test
  void tellsOnlyWhoKnowsThePasswordThatTheAccountIsDisabled() {
    String email = signedUp();
    String wrong = app.logInText(NativeApp.newEmail(), PASSWORD);
    UserRepresentation user = account(email);
    user.setEnabled(false);
    app.realm().users().get(user.getId()).update(user);

    assertThat(app.logInText(email, "wrong horse battery")).isEqualTo(wrong);
    assertThat(reason(app.logIn(email, PASSWORD))).isEqualTo("account_disabled");
  }

  @Test
  void refusesWhoHasASecondFactorAndSaysSoOnlyForTheRightPassword() {
    String email = NativeApp.newEmail();
    CredentialRepresentation key = new CredentialRepresentation();
    key.setType("webauthn");
    key.setSecretData("{}");
    key.setCredentialData("{\"aaguid\":\"\",\"credentialId\":\"AA\",\"counter\":0}");
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType("password");
    password.setValue(PASSWORD);
    UserRepresentation user = new UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setFirstName("Ada");
    user.setLastName("Lovelace");
    user.setEnabled(true);
    user.setCredentials(List.of(password, key));
    app.realm().users().create(user).close();

    assertThat(reason(app.logIn(email, PASSWORD))).isEqualTo("mfa_required");
    assertThat(reason(app.logIn(email, "wrong horse battery"))).isEqualTo("credentials_wrong");
  }

  @Test
  void letsNobodyInByPasswordAloneWhereEverybodyNeedsASecondFactor() {
    String email = signedUp();
    RequiredActionProviderRepresentation enrol = app.realm().flows().getRequiredAction(ENROL);
    boolean enabled = enrol.isEnabled();
    enrol.setEnabled(true);
    enrol.setDefaultAction(true);
    app.realm().flows().updateRequiredAction(ENROL, enrol);
    try {
      assertThat(reason(app.logIn(email, PASSWORD))).isEqualTo("mfa_required");
    } finally {
      enrol.setEnabled(enabled);
      enrol.setDefaultAction(false);
      app.realm().flows().updateRequiredAction(ENROL, enrol);
    }
    loggedIn(email, PASSWORD);
  }

  @Test
  void parallelRefreshesWithOneTokenAllSucceed() throws Exception {
    String token = loggedIn(signedUp(), PASSWORD).get("refreshToken").asText();
    List<Future<JsonNode>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 16; i++) {
        asked.add(threads.submit(() -> app.refresh(token)));
      }
    }
    for (Future<JsonNode> one : asked) {
      assertThat(one.get().at("/data/userRefreshToken/idToken").asText())
          .as(one.get().toString())
          .startsWith("ey");
    }
  }

  @Test
  void refusesTheRefreshTokenOfAnotherClientOrProfile() {
    String email = signedUp();
    Visitor visitor =
        new Visitor(app.issuer(), "freehold-app", "http://localhost:3000/auth/callback");
    Visitor.Tokens hosted =
        visitor.tokens(visitor.open(false).submit(Map.of("username", email, "password", PASSWORD)));
    assertThat(reason(app.refresh(hosted.refresh()))).isEqualTo("refresh_token_invalid");
    String own = loggedIn(email, PASSWORD).get("refreshToken").asText();
    assertThat(reason(domains.refresh(own))).isEqualTo("refresh_token_invalid");
    assertThat(reason(app.refresh("nonsense"))).isEqualTo("refresh_token_invalid");
  }

  @Test
  void anEndedSessionsRefreshTokenHasExpired() {
    String email = signedUp();
    String token = loggedIn(email, PASSWORD).get("refreshToken").asText();
    app.realm().users().get(account(email).getId()).logout();

    JsonNode error = app.refresh(token).at("/errors/0");
    assertThat(error.get("code").asText()).isEqualTo("TokenExpiredError");
    assertThat(error.get("message").asText()).isEqualTo("Refresh Token has expired");
    assertThat(error.get("details").toString())
        .isEqualTo("{\"refreshToken\":\"Refresh Token has expired\"}");
  }

  @Test
  void resetsAForgottenPasswordOnceByTheMailedCode() {
    String email = signedUp();
    String session = loggedIn(email, PASSWORD).get("refreshToken").asText();
    String answer = app.forgotText(email);
    assertThat(app.forgotText(NativeApp.newEmail())).isEqualTo(answer);
    String code = code(email);

    assertThat(app.confirmText(email, code, "short")).contains("password_policy");
    assertThat(app.confirmText(email, code, ANOTHER)).contains("\"success\":true");

    loggedIn(email, ANOTHER);
    assertThat(reason(app.logIn(email, PASSWORD))).isEqualTo("credentials_wrong");
    assertThat(app.refresh(session).at("/errors/0/code").asText()).isEqualTo("TokenExpiredError");
    assertThat(app.confirmText(email, code, PASSWORD)).contains("code_invalid");
    assertThat(account(email).isEmailVerified()).isTrue();
    await().atMost(LIMIT).until(() -> mails(email, "was changed").size() == 1);
  }

  @Test
  void aCodeIsForItsAccountAloneAndForFewAttempts() {
    String email = signedUp();
    String victim = signedUp();
    app.forgotText(email);
    app.forgotText(victim);
    String code = code(email);
    String victims = code(victim);

    String wrong = app.confirmText(victim, code, ANOTHER);
    assertThat(wrong).contains("code_invalid");
    assertThat(app.confirmText(NativeApp.newEmail(), code, ANOTHER)).isEqualTo(wrong);
    for (int i = 0; i < 4; i++) {
      assertThat(app.confirmText(victim, "0000000" + i, ANOTHER)).isEqualTo(wrong);
    }
    assertThat(app.confirmText(victim, victims, ANOTHER)).isEqualTo(wrong);
    loggedIn(victim, PASSWORD);
    assertThat(app.confirmText(email, code, ANOTHER)).contains("\"success\":true");
  }

  @Test
  void noOtherSpellingReachesAnAccount() {
    String email = signedUp();
    for (String variant :
        List.of(
            email.replace("ada", "\uff41\uff44\uff41"),
            email.replace("@", "\uff20"),
            email.replace("ada", "ad\u0430"),
            email.replace("org", "or\u0261"),
            email + "\u200b")) {
      app.forgotText(variant);
      assertThat(app.logInText(variant, PASSWORD)).contains("errors");
    }
    // Upper case is the same address, and its mail goes to the account's own.
    app.forgotText(email.toUpperCase(java.util.Locale.ROOT));
    String code = code(email);
    assertThat(mails(email, "code")).hasSize(1);
    assertThat(app.confirmText(email.replace("ada", "ad\u0430"), code, ANOTHER))
        .contains("code_invalid");
    assertThat(app.confirmText(email.toUpperCase(java.util.Locale.ROOT), code, ANOTHER))
        .contains("\"success\":true");
  }

  @Test
  void changesThePasswordAndEndsOtherSessions() {
    String email = signedUp();
    String own = loggedIn(email, PASSWORD).get("refreshToken").asText();
    String other = loggedIn(email, PASSWORD).get("refreshToken").asText();
    String stranger = loggedIn(signedUp(), PASSWORD).get("refreshToken").asText();

    assertThat(reason(app.change(email, PASSWORD, ANOTHER, stranger)))
        .isEqualTo("refresh_token_invalid");
    assertThat(reason(app.change(email, PASSWORD, "short", own))).isEqualTo("password_policy");
    assertThat(app.change(email, PASSWORD, ANOTHER, own).at("/data/userChangePassword/success"))
        .hasToString("true");

    assertThat(app.refresh(own).at("/data/userRefreshToken/idToken").asText()).startsWith("ey");
    assertThat(app.refresh(other).at("/errors/0/code").asText()).isEqualTo("TokenExpiredError");
    loggedIn(email, ANOTHER);
    assertThat(reason(app.change(email, PASSWORD, "third horse battery", own)))
        .isEqualTo("credentials_wrong");
  }

  @Test
  void answersASignUpWithATakenAddressAsAnyOther() {
    String email = NativeApp.newEmail();
    String first = app.signUpText(email, PASSWORD);
    assertThat(NativeApp.json(first).at("/data/userSignUpWithPassword/email").asText())
        .isEqualTo(email);

    String second = app.signUpText(email, ANOTHER);

    assertThat(withoutId(second)).isEqualTo(withoutId(first));
    assertThat(app.signUpText(email, "short")).isEqualTo(app.signUpText(free(), "short"));
    loggedIn(email, PASSWORD);
    assertThat(reason(app.logIn(email, ANOTHER))).isEqualTo("credentials_wrong");
    await().atMost(LIMIT).until(() -> mails(email, "already").size() == 1);
  }

  @Test
  void wantsTheAddressVerifiedWhereTheProfileIsForDomains() {
    assertThat(domains.signUpText("ada@example.com", PASSWORD)).contains("sign_up_domain");
    String email = NativeApp.newEmail();
    domains.signUpText(email, PASSWORD);

    JsonNode refused = domains.logIn(email, PASSWORD);
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("UserNotConfirmedError");
    assertThat(reason(refused)).isEqualTo("email_not_verified");
    assertThat(domains.resendText(email)).isEqualTo(domains.resendText(NativeApp.newEmail()));
    await().atMost(LIMIT).until(() -> PLATFORM.mail().mailsTo(email).size() == 2);
  }

  private static String signedUp() {
    String email = NativeApp.newEmail();
    assertThat(app.signUpText(email, PASSWORD)).doesNotContain("errors");
    return email;
  }

  private static String free() {
    return NativeApp.newEmail();
  }

  private static JsonNode loggedIn(String email, String password) {
    JsonNode answer = app.logIn(email, password);
    assertThat(answer.at("/data/userLogin/success").asBoolean()).as(answer.toString()).isTrue();
    return answer.at("/data/userLogin/auth");
  }

  private static String reason(JsonNode answer) {
    return answer.at("/errors/0/details/reason").asText();
  }

  private static String withoutId(String answer) {
    return answer.replaceAll("\"id\":\"[^\"]+\"", "");
  }

  private static UserRepresentation account(String email) {
    return app.realm().users().searchByEmail(email, true).getFirst();
  }

  private static List<CaughtMail> mails(String email, String word) {
    return PLATFORM.mail().mailsTo(email).stream()
        .filter(mail -> mail.subject().contains(word))
        .toList();
  }

  private static String code(String email) {
    await().atMost(LIMIT).until(() -> !mails(email, "code").isEmpty());
    Matcher code = CODE.matcher(mails(email, "code").getLast().text());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
