package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-up of callers whose issuer is not our Keycloak, which alone asks for it. */
class SignUpTest {
  private static TestDatabase database;
  private static ApplicationContext context;
  private static SignUp signUp;
  private static UUID profileId;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    context = database.context();
    signUp = context.getBean(SignUp.class);
    profileId = UUID.fromString(database.texts("select id from freehold.profiles").getFirst());
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void empty() {
    database.execute("delete from freehold.users; delete from freehold.identities");
    rule("OPEN", "{}");
  }

  @Test
  void takesTheProfileFieldsAndNothingElseFromTheClient() {
    Map<String, Object> input = new HashMap<>();
    input.put("email", "root@example.com");
    input.put("firstName", "Countess");
    input.put("timezone", "Europe/London");
    input.put("roles", List.of("Administrator"));
    input.put("status", "DISABLED");
    signUp.withToken(newcomer("ada@example.com", true), arguments(input));
    assertThat(
            database.texts(
                "select concat_ws(' ', email, first_name, last_name, timezone, status) from"
                    + " freehold.users"))
        .containsExactly("ada@example.com Countess Lovelace Europe/London ACTIVE");
    assertThat(
            database.texts(
                "select r.name from freehold.user_roles join freehold.roles r on r.id = role_id"))
        .containsExactly("Guest");
  }

  @Test
  void answersTheSameUserTwice() {
    UUID first = signUp.withToken(newcomer("ada@example.com", true), arguments(Map.of()));
    UUID second =
        signUp.withToken(
            newcomer("ada@example.com", true), arguments(Map.of("firstName", "Other")));
    assertThat(second).isEqualTo(first);
    assertThat(database.texts("select first_name from freehold.users")).containsExactly("Ada");
  }

  @Test
  void refusesEverybodyWhenSignUpIsOff() {
    rule("OFF", "{}");
    refuses("ada@example.com", true, ErrorCode.ILLEGAL_OPERATION, "authProfileId");
  }

  @Test
  void asksForAVerifiedAddressOfTheDomains() {
    rule("DOMAINS", "{example.com,*.corp.org}");
    refuses("ada@example.com", false, ErrorCode.ILLEGAL_OPERATION, "email");
    refuses("ada@example.com.evil.com", true, ErrorCode.ILLEGAL_OPERATION, "email");
    refuses("ada@sub.example.com", true, ErrorCode.ILLEGAL_OPERATION, "email");
    refuses("ada@corp.org", true, ErrorCode.ILLEGAL_OPERATION, "email");
    refuses("ada@evilcorp.org", true, ErrorCode.ILLEGAL_OPERATION, "email");
    refuses("ada@evil.com@x", true, ErrorCode.ILLEGAL_OPERATION, "email");
    refuses(null, true, ErrorCode.ILLEGAL_OPERATION, "email");
    signUp.withToken(newcomer("ada@A.Corp.org", true), arguments(Map.of()));
    assertThat(database.texts("select email from freehold.users"))
        .containsExactly("ada@A.Corp.org");
  }

  @Test
  void refusesAnotherProfileThanTheTokens() {
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() ->
            signUp.withToken(
                newcomer("ada@example.com", true),
                new Arguments(
                    Map.of("authProfileId", UUID.randomUUID().toString(), "user", Map.of()))))
        .satisfies(e -> assertThat(e.details()).containsKey("authProfileId"));
  }

  @Test
  void refusesAGuest() {
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() -> signUp.withToken(new Caller.Guest(), arguments(Map.of())))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TOKEN));
  }

  private static void refuses(String email, boolean verified, ErrorCode code, String field) {
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() -> signUp.withToken(newcomer(email, verified), arguments(Map.of())))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(code);
          assertThat(e.details()).containsKey(field);
        });
    assertThat(database.texts("select id from freehold.users")).isEmpty();
  }

  private static void rule(String mode, String domains) {
    database.execute(
        "update freehold.profiles set sign_up_mode = '%s', sign_up_domains = '%s'"
            .formatted(mode, domains));
  }

  private static Caller newcomer(String email, boolean verified) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("email", email);
    claims.put("email_verified", verified);
    claims.put("given_name", "Ada");
    claims.put("family_name", "Lovelace");
    return new Caller.Unlinked(profileId, "https://elsewhere", "s1", claims);
  }

  private static Arguments arguments(Map<String, Object> user) {
    return new Arguments(Map.of("user", user));
  }
}
