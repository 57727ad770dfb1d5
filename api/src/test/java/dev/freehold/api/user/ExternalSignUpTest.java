package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import dev.freehold.api.profile.TrustedIssuers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExternalSignUpTest {
  private static TestApi api;
  private static String root;
  private TestProvider provider;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    root = api.administrator("root");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void begin() {
    api.database.execute(
        """
        delete from freehold.users where email <> 'root@example.com';
        delete from freehold.profiles where not is_default\
        """);
    provider = new TestProvider();
  }

  @AfterEach
  void stopProvider() {
    provider.close();
  }

  private void profile(String rule, String more) {
    api.graphql(
        root,
        "mutation { authenticationProfileCreate(data: {name: \"Foreign\", type: OPENID, "
            + rule
            + ", openId: {issuer: \""
            + provider.issuer()
            + "\", audiences: [\"shop\"]"
            + more
            + "}}) { id } }");
    TrustedIssuers issuers = api.server.getApplicationContext().getBean(TrustedIssuers.class);
    await().until(() -> issuers.byIssuer(provider.issuer()).isPresent());
  }

  private static String roleMapping(String role, String more) {
    return ", roleMapping: {path: \"/realm/groups\", rules: [{value: \"staff\", roles: [\""
        + role(role)
        + "\"]}]"
        + more
        + "}";
  }

  private static Consumer<JWTClaimsSet.Builder> later(int seconds, String... groups) {
    Instant at = Instant.now().minusSeconds(25).plusSeconds(seconds);
    return claims ->
        claims.issueTime(Date.from(at)).claim("realm", Map.of("groups", List.of(groups)));
  }

  private static JsonNode user(String token) {
    return api.graphql(
        token, "{ user { id email emailVerified firstName origin roles { items { name } } } }");
  }

  private static List<String> roles(String token) {
    return user(token).at("/data/user/roles/items").findValuesAsText("name");
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").asText();
  }

  private static String role(String name) {
    api.database.execute(
        "insert into freehold.roles (id, name) values (gen_random_uuid(), '"
            + name
            + "') on conflict do nothing");
    return api.database
        .texts("select id from freehold.roles where name = '" + name + "'")
        .getFirst();
  }

  @Test
  void makesTheUserAtTheFirstRequestWhenSignUpIsOpen() {
    profile("selfSignUp: OPEN", "");
    JsonNode user = user(provider.token("ada", c -> c.claim("given_name", "Ada"))).at("/data/user");
    assertThat(user.at("/email").asText()).isEqualTo("ada@example.com");
    assertThat(user.at("/firstName").asText()).isEqualTo("Ada");
    assertThat(user.at("/origin").asText()).isEqualTo("OPENID");
    assertThat(user.at("/roles/items/0/name").asText()).isEqualTo("Guest");
  }

  @Test
  void makesNoUserByItselfWhenToldSo() {
    profile("selfSignUp: OPEN", ", autoSignUp: false");
    String token = provider.token("ada", c -> {});
    assertThat(code(user(token))).isEqualTo("UserNotFoundError");
    assertThat(
            api.graphql(token, "mutation { userSignUpWithToken(user: {}) { email } }")
                .at("/data/userSignUpWithToken/email")
                .asText())
        .isEqualTo("ada@example.com");
    assertThat(code(user(token))).isEmpty();
  }

  @Test
  void makesNoUserWhenSignUpIsOff() {
    profile("selfSignUp: OFF", "");
    String token = provider.token("ada", c -> {});
    assertThat(code(user(token))).isEqualTo("UserNotFoundError");
    JsonNode refused = api.graphql(token, "mutation { userSignUpWithToken(user: {}) { id } }");
    assertThat(refused.at("/errors/0/details/reason").asText()).isEqualTo("sign_up_off");
  }

  @Test
  void letsOnlyVerifiedAddressesOfTheDomainsIn() {
    profile("selfSignUp: DOMAINS, selfSignUpDomains: [\"example.com\"]", "");
    assertThat(code(user(provider.token("ada", c -> c.claim("email_verified", false)))))
        .isEqualTo("UserNotFoundError");
    assertThat(code(user(provider.token("eve", c -> c.claim("email", "eve@example.com.evil.org")))))
        .isEqualTo("UserNotFoundError");
    JsonNode refused =
        api.graphql(
            provider.token("ada", c -> c.claim("email_verified", "true")),
            "mutation { userSignUpWithToken(user: {}) { id } }");
    assertThat(refused.at("/errors/0/details/reason").asText())
        .isEqualTo("user_not_linked_email_unverified");
    assertThat(code(user(provider.token("bob", c -> {})))).isEmpty();
    assertThat(api.database.texts("select email from freehold.users order by 1"))
        .containsExactly("bob@example.com", "root@example.com");
  }

  @Test
  void linksNobodyByAnUnverifiedAddress() {
    profile("selfSignUp: OPEN", "");
    JsonNode user =
        user(
            provider.token(
                "eve", c -> c.claim("email", "root@example.com").claim("email_verified", false)));
    assertThat(user.at("/data/user/roles/items").findValuesAsText("name")).containsExactly("Guest");
    assertThat(user.at("/data/user/emailVerified").asBoolean()).isFalse();
  }

  @Test
  void followsTheIssuerWithEachNewToken() {
    profile("selfSignUp: OPEN", "");
    user(provider.token("ada", later(0)));
    user(provider.token("ada", c -> later(5).accept(c.claim("email", "lovelace@example.com"))));
    // One from before says nothing any more.
    assertThat(user(provider.token("ada", later(1))).at("/data/user/email").asText())
        .isEqualTo("lovelace@example.com");
    // One without an address takes none away.
    String silent =
        provider.token("ada", c -> later(10).accept(c.claim("email", null).claim("x", 1)));
    assertThat(user(silent).at("/data/user/email").asText()).isEqualTo("lovelace@example.com");
    assertThat(user(silent).at("/data/user/emailVerified").asBoolean()).isTrue();
  }

  @Test
  void givesAndTakesTheRolesOfTheMappingOnly() {
    profile("selfSignUp: OPEN", roleMapping("Staff", ""));
    assertThat(roles(provider.token("ada", later(0, "staff", "other"))))
        .containsExactlyInAnyOrder("Guest", "Staff");
    String own = role("Own");
    api.graphql(
        root,
        "mutation { userRoleGrant(userId: \""
            + api.database
                .texts("select user_id from freehold.identities where subject = 'ada'")
                .getFirst()
            + "\", roleId: \""
            + own
            + "\") { id } }");
    assertThat(roles(provider.token("ada", later(5)))).containsExactlyInAnyOrder("Guest", "Own");
    // A token from before gives nothing back.
    assertThat(roles(provider.token("ada", later(0, "staff"))))
        .containsExactlyInAnyOrder("Guest", "Own");
  }

  @Test
  void takesAMappedAdministratorsRoleAway() {
    profile("selfSignUp: OPEN", roleMapping("Administrator", ", allowAdministrator: true"));
    assertThat(roles(provider.token("ada", later(0, "staff")))).contains("Administrator");
    assertThat(roles(provider.token("ada", later(5)))).doesNotContain("Administrator");
    assertThat(
            api.database.texts(
                "select a.id from freehold.audit_log a join freehold.identities i on a.target ="
                    + " 'user ' || i.user_id where i.subject = 'ada' and action = 'user.roles.claim'"))
        .hasSize(2);
  }

  @Test
  void refusesATokenForAnotherAudience() {
    profile("selfSignUp: OPEN", "");
    JsonNode error = user(provider.token("ada", c -> c.audience("bank"))).at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("InvalidTokenError");
    assertThat(error.at("/details/reason").asText()).isEqualTo("audience_mismatch");
  }
}
