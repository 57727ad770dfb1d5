package dev.freehold.api.apitoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenFieldsTest {
  private static final String USERS = "{ usersList { count } }";

  private static TestApi api;
  private static String administrator;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private record Token(String id, String secret) {}

  private static JsonNode create(String bearer, String name, String role, String more) {
    String roleId =
        api.database.texts("select id from freehold.roles where name = '" + role + "'").getFirst();
    return api.graphql(
        bearer,
        """
        mutation { apiTokenCreate(data: {name: "%s", roles: ["%s"] %s}) {
          token apiToken { id name status createdBy roles { items { name } } } } }\
        """
            .formatted(name, roleId, more));
  }

  private static Token token(String bearer, String role, String more) {
    JsonNode answer = create(bearer, "test " + UUID.randomUUID(), role, more);
    assertThat(answer.path("errors")).isEmpty();
    return new Token(
        answer.at("/data/apiTokenCreate/apiToken/id").textValue(),
        answer.at("/data/apiTokenCreate/token").textValue());
  }

  private static JsonNode change(String bearer, String mutation, String id) {
    String answer = mutation.equals("apiTokenDelete") ? "success" : "status";
    return api.graphql(
        bearer, "mutation { %s(data: {id: \"%s\"}) { %s } }".formatted(mutation, id, answer));
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").textValue();
  }

  private static String reason(JsonNode answer) {
    return answer.at("/errors/0/details/reason").textValue();
  }

  @Test
  void secretIsShownOnceAndKeptAsHash() {
    Token token = token(administrator, "Administrator", "");
    assertThat(token.secret()).matches("fht_[0-9a-f]{32}_[A-Za-z0-9_-]{43}");
    assertThat(api.graphql(token.secret(), USERS).at("/data/usersList/count").intValue())
        .isPositive();

    String secretPart = token.secret().substring(37);
    assertThat(api.database.texts("select t::text from freehold.api_tokens t"))
        .noneMatch(row -> row.contains(secretPart));
    assertThat(api.database.texts("select details::text from freehold.audit_log"))
        .noneMatch(row -> row.contains(secretPart));
    assertThat(
            api.graphql(
                    administrator,
                    "{ apiTokensList { count items { id name status createdBy expiresAt revokedAt createdAt roles { count } } } }")
                .toString())
        .contains(token.id())
        .doesNotContain(secretPart);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong secret", "unknown id", "malformed", "prefix"})
  void bearerThatIsNoTokenIsUnknown(String kind) {
    String secret = token(administrator, "Administrator", "").secret();
    String bearer =
        switch (kind) {
          case "wrong secret" -> secret.substring(0, 37) + "A".repeat(43);
          case "unknown id" -> "fht_" + "0".repeat(32) + secret.substring(36);
          case "malformed" -> secret + "=";
          default -> "fht_";
        };
    JsonNode answer = api.graphql(bearer, USERS);
    assertThat(code(answer)).isEqualTo("InvalidTokenError");
    assertThat(reason(answer)).isEqualTo("api_token_unknown");
    assertThat(answer.toString()).doesNotContain(secret.substring(37));
  }

  @Test
  void revokedTokenIsRefusedAtOnce() {
    Token token = token(administrator, "Administrator", "");
    assertThat(api.graphql(token.secret(), USERS).has("errors")).isFalse();
    assertThat(
            change(administrator, "apiTokenRevoke", token.id())
                .at("/data/apiTokenRevoke/status")
                .textValue())
        .isEqualTo("REVOKED");
    JsonNode answer = api.graphql(token.secret(), USERS);
    assertThat(code(answer)).isEqualTo("InvalidTokenError");
    assertThat(reason(answer)).isEqualTo("api_token_revoked");

    // Only whoever has the secret learns that.
    assertThat(reason(api.graphql(token.secret().substring(0, 37) + "A".repeat(43), USERS)))
        .isEqualTo("api_token_unknown");
  }

  @Test
  void deletedTokenIsUnknown() {
    Token token = token(administrator, "Administrator", "");
    assertThat(api.graphql(token.secret(), USERS).has("errors")).isFalse();
    change(administrator, "apiTokenDelete", token.id());
    assertThat(reason(api.graphql(token.secret(), USERS))).isEqualTo("api_token_unknown");
    assertThat(code(change(administrator, "apiTokenDelete", token.id())))
        .isEqualTo("EntityNotFoundError");
  }

  @Test
  void expiredTokenIsRefused() {
    Token token =
        token(
            administrator,
            "Administrator",
            ", expiresAt: \"%s\"".formatted(Instant.now().plusSeconds(600)));
    assertThat(api.graphql(token.secret(), USERS).has("errors")).isFalse();
    api.prepare(
        "update freehold.api_tokens set expires_at = now() - interval '1 s' where id = '"
            + token.id()
            + "'");
    JsonNode answer = api.graphql(token.secret(), USERS);
    assertThat(code(answer)).isEqualTo("TokenExpiredError");
    assertThat(reason(answer)).isEqualTo("api_token_expired");
  }

  @Test
  void anotherNodeForgetsARevokedToken() {
    Token token = token(administrator, "Administrator", "");
    Map<String, Object> settings = new HashMap<>(api.database.properties());
    settings.put(
        "freehold.keycloak.url",
        api.server
            .getApplicationContext()
            .getRequiredProperty("freehold.keycloak.url", String.class));
    try (ApplicationContext node = ApplicationContext.run(settings)) {
      ApiTokens there = node.getBean(ApiTokens.class);
      assertThat(there.caller(token.secret()).roles()).containsExactly("Administrator");
      change(administrator, "apiTokenRevoke", token.id());
      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> there.caller(token.secret()))
                  .hasMessage("The token is not accepted"));
    }
  }

  @Test
  void lastUseIsWrittenDown() {
    Token token = token(administrator, "Guest", "");
    String row = "select last_used_at from freehold.api_tokens where id = '" + token.id() + "'";
    assertThat(api.database.texts(row).getFirst()).isNull();
    api.graphql(token.secret(), USERS);
    await().until(() -> api.database.texts(row).getFirst() != null);
    String first = api.database.texts(row).getFirst();
    api.graphql(token.secret(), USERS);
    assertThat(api.database.texts(row).getFirst()).isEqualTo(first);
  }

  @Test
  void tokenWithoutTheRoleMayNothing() {
    Token token = token(administrator, "Guest", "");
    assertThat(code(api.graphql(token.secret(), USERS))).isEqualTo("NotAuthorizedError");
    assertThat(code(create(token.secret(), "more", "Guest", ""))).isEqualTo("NotAuthorizedError");
    assertThat(code(change(token.secret(), "apiTokenRevoke", token.id())))
        .isEqualTo("NotAuthorizedError");
    assertThat(code(api.graphql(token.secret(), "{ apiTokensList { count } }")))
        .isEqualTo("NotAuthorizedError");
  }

  @Test
  void usersWithoutTheRoleMakeNone() {
    String user = api.token("somebody", "somebody@example.com", true);
    assertThat(code(create(user, "mine", "Guest", ""))).isEqualTo("NotAuthorizedError");
    assertThat(code(create(null, "mine", "Guest", ""))).isEqualTo("NotAuthorizedError");
  }

  @Test
  void tokenHasNoUser() {
    Token token = token(administrator, "Administrator", "");
    assertThat(code(api.graphql(token.secret(), "{ user { id } }"))).isEqualTo("UserNotFoundError");
    assertThat(
            code(
                api.graphql(
                    token.secret(), "mutation { userUpdate(data: {firstName: \"X\"}) { id } }")))
        .isEqualTo("NotAuthorizedError");
    assertThat(
            code(api.graphql(token.secret(), "mutation { userSignUpWithToken(user: {}) { id } }")))
        .isEqualTo("InvalidTokenError");
  }

  @Test
  void administratorsTokenMayAdminister() {
    Token token = token(administrator, "Administrator", "");
    String userId =
        api.graphql(api.token("led", "led@example.com", true), "{ user { id } }")
            .at("/data/user/id")
            .textValue();
    JsonNode answer =
        api.graphql(
            token.secret(), "mutation { userDisable(id: \"%s\") { status } }".formatted(userId));
    assertThat(answer.at("/data/userDisable/status").textValue()).isEqualTo("DISABLED");
    assertThat(
            api.database.texts(
                "select actor from freehold.audit_log where action = 'apitoken.create' and actor like 'user %'"))
        .isNotEmpty();
  }

  @Test
  void tokenMadeByATokenIsBoundToIt() {
    Instant end = Instant.now().plusSeconds(600);
    Token maker = token(administrator, "Administrator", ", expiresAt: \"%s\"".formatted(end));
    for (String longer : new String[] {"", ", expiresAt: \"%s\"".formatted(end.plusSeconds(60))}) {
      JsonNode refused = create(maker.secret(), "too long", "Administrator", longer);
      assertThat(code(refused)).isEqualTo("ValidationError");
      assertThat(refused.at("/errors/0/details/expiresAt").textValue()).contains("not be after");
    }
    String shorter = ", expiresAt: \"%s\"".formatted(end.minusSeconds(60));
    Token made = token(maker.secret(), "Administrator", shorter);
    Token grandchild = token(made.secret(), "Guest", shorter);
    change(administrator, "apiTokenRevoke", maker.id());
    assertThat(reason(api.graphql(made.secret(), USERS))).isEqualTo("api_token_revoked");
    assertThat(reason(api.graphql(grandchild.secret(), USERS))).isEqualTo("api_token_revoked");
  }

  @Test
  void tokenLosesARoleThatIsRemoved() {
    api.database.execute(
        "insert into freehold.roles (id, name) values (gen_random_uuid(), 'Clerk')");
    Token token = token(administrator, "Clerk", "");
    ApiTokens tokens = api.server.getApplicationContext().getBean(ApiTokens.class);
    assertThat(tokens.caller(token.secret()).roles()).containsExactly("Clerk");
    api.database.execute("delete from freehold.roles where name = 'Clerk'");
    await().untilAsserted(() -> assertThat(tokens.caller(token.secret()).roles()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "line\\nbreak"})
  void nameIsDemanded(String name) {
    assertThat(code(create(administrator, name, "Guest", ""))).isEqualTo("ValidationError");
  }

  @Test
  void createIsRefusedByName() {
    assertThat(create(administrator, "Once", "Guest", "").has("errors")).isFalse();
    assertThat(code(create(administrator, "once", "Guest", ""))).isEqualTo("EntityExistsError");
    assertThat(code(create(administrator, "old", "Guest", ", expiresAt: \"2020-01-01T00:00:00Z\"")))
        .isEqualTo("ValidationError");
    assertThat(
            code(
                api.graphql(
                    administrator,
                    "mutation { apiTokenCreate(data: {name: \"none\", roles: []}) { token } }")))
        .isEqualTo("ValidationError");
    assertThat(
            code(
                api.graphql(
                    administrator,
                    "mutation { apiTokenCreate(data: {name: \"none\", roles: [\"%s\"]}) { token } }"
                        .formatted(UUID.randomUUID()))))
        .isEqualTo("EntityNotFoundError");
  }
}
