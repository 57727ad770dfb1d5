package dev.freehold.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsSettingsTest {
  private static final String USER = "0199a5b0-0000-7000-8000-000000000001";
  private static final String HASURA = "https://hasura.io/jwt/claims";
  private static final String NAMES =
      "[{\"key\":\"Editor\",\"value\":\"editor\"},{\"key\":\"Reader\",\"value\":\"reader\"}]";

  @Test
  void namesRolesAsTheyAreWithoutAMapping() {
    assertThat(claims(config("HASURA", HASURA), "Reader", "Editor"))
        .isEqualTo(
            Map.of(
                HASURA,
                Map.of(
                    "x-hasura-user-id",
                    USER,
                    "x-hasura-default-role",
                    "Editor",
                    "x-hasura-allowed-roles",
                    List.of("Editor", "Reader"))));
    assertThat(claims(config("PLAIN", "freehold"), "Reader"))
        .isEqualTo(Map.of("freehold", Map.of("user_id", USER, "roles", List.of("Reader"))));
  }

  @Test
  void namesOnlyMappedRolesTheFirstOfTheMappingFirst() {
    Map<String, String> config = config("HASURA", HASURA);
    config.put("roles", NAMES);
    config.put("default.role", "user");
    assertThat(claims(config, "Administrator", "Reader", "Editor"))
        .isEqualTo(
            Map.of(
                HASURA,
                Map.of(
                    "x-hasura-user-id",
                    USER,
                    "x-hasura-default-role",
                    "editor",
                    "x-hasura-allowed-roles",
                    List.of("editor", "reader", "user"))));
    assertThat(claims(config, "Administrator"))
        .extractingByKey(HASURA)
        .isEqualTo(
            Map.of(
                "x-hasura-user-id",
                USER,
                "x-hasura-default-role",
                "user",
                "x-hasura-allowed-roles",
                List.of("user")));
  }

  @Test
  void saysNothingToHasuraOfWhoHasNoRole() {
    assertThat(claims(config("HASURA", HASURA))).isEmpty();
  }

  @Test
  void makesNobodyHasurasAdminByTheNameOfARole() {
    assertThat(claims(config("HASURA", HASURA), "admin", "user").toString())
        .contains("x-hasura-default-role=user")
        .doesNotContain("admin");
    Map<String, String> meant = config("HASURA", HASURA);
    meant.put("roles", "[{\"key\":\"Administrator\",\"value\":\"admin\"}]");
    assertThat(claims(meant, "Administrator").toString()).contains("x-hasura-default-role=admin");
    Map<String, String> everybody = config("HASURA", HASURA);
    everybody.put("default.role", "admin");
    assertThatThrownBy(() -> ClaimsSettings.read(everybody))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void choosesADatabaseRoleByTheMappingAlone() {
    Map<String, String> config = config("POSTGREST", "freehold");
    assertThat(claims(config, "postgres")).doesNotContainKey("role");
    config.put("default.role", "web_user");
    assertThat(claims(config, "postgres")).containsEntry("role", "web_user");
    config.put("roles", NAMES);
    assertThat(claims(config, "Reader", "Editor")).containsEntry("role", "editor");
    assertThat(claims(config, "Administrator")).containsEntry("role", "web_user");
    config.remove("default.role");
    assertThat(claims(config, "Administrator"))
        .isEqualTo(Map.of("freehold", Map.of("user_id", USER, "roles", List.of())));
  }

  @Test
  void passesOverWhatIsOlderThanTheSetting() {
    Map<String, String> config = config("PLAIN", "freehold");
    config.put("since", "6");
    assertThat(claims(config, "Reader")).isEmpty();
    config.put("since", "5");
    assertThat(claims(config, "Reader")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "azp",
        "sid",
        "nonce",
        "typ",
        "scope",
        "email",
        "email_verified",
        "EMAIL",
        "role",
        "roles",
        "groups",
        "realm_access",
        "act",
        "cnf",
        "preferred_username",
        "http://plain.example",
        "https://",
        "https://a b",
        "a\"b",
        "1st",
        "über"
      })
  void refusesNamespacesThatOtherClaimsStandUnder(String namespace) {
    assertThatThrownBy(() -> ClaimsSettings.read(config("PLAIN", namespace)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"freehold", "app.claims", "https://example.com/claims", HASURA})
  void takesNamespacesOfItsOwn(String namespace) {
    assertThat(ClaimsSettings.read(config("PLAIN", namespace)).namespace()).isEqualTo(namespace);
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> ClaimsSettings.read(Map.of("namespace", "freehold")))
        .isInstanceOf(IllegalArgumentException.class);
    Map<String, String> config = config("PLAIN", "freehold");
    for (String roles : new String[] {"{", "null", "[null]", "[{\"key\":\"Editor\"}]"}) {
      config.put("roles", roles);
      assertThatThrownBy(() -> ClaimsSettings.read(config))
          .as(roles)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Map<String, Object> claims(Map<String, String> config, String... roles) {
    return ClaimsSettings.read(config).claims(new Account("s", 5, USER, List.of(roles)));
  }

  private static Map<String, String> config(String layout, String namespace) {
    return new HashMap<>(Map.of("layout", layout, "namespace", namespace));
  }
}
