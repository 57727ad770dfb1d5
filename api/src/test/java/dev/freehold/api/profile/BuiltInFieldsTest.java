package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuiltInFieldsTest {
  private static final String GOOGLE =
      "{kind: GOOGLE, clientId: \"g\", clientSecret: \"very secret\"}";
  private static TestApi api;
  private static String root;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of("freehold.mode", "local"));
    root = api.administrator("root");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void onlyTheDefault() {
    api.database.execute("delete from freehold.profiles where not is_default");
    api.database.execute("update freehold.profiles set built_in = null");
  }

  @Test
  void aProfileIsAsUsualUntilSomebodyChangesIt() {
    JsonNode builtIn =
        api.graphql(
                root,
                "{ authenticationProfile(name: \"Default\") { builtIn { verifyEmail passkeys"
                    + " passwordPolicy { minLength history } secondFactor { mode methods }"
                    + " lifetimes { token sessionMax } bruteForce { enabled failures }"
                    + " connections { alias } mail { host } } } }")
            .at("/data/authenticationProfile/builtIn");
    assertThat(builtIn.toString())
        .isEqualTo(
            "{\"verifyEmail\":false,\"passkeys\":false,\"passwordPolicy\":{\"minLength\":8,"
                + "\"history\":0},\"secondFactor\":{\"mode\":\"OFF\",\"methods\":[\"TOTP\"]},"
                + "\"lifetimes\":{\"token\":900,\"sessionMax\":604800},\"bruteForce\":"
                + "{\"enabled\":true,\"failures\":10},\"connections\":[],\"mail\":null}");
  }

  @Test
  void changesWhatIsGivenAndKeepsTheRest() {
    String id =
        create(
            "passwordPolicy: {minLength: 12, digits: 1}, secondFactor: {mode: REQUIRED, methods:"
                + " [TOTP, WEBAUTHN]}");
    JsonNode changed =
        update(
                id,
                "passwordPolicy: {special: 2}, lifetimes: {token: 300}",
                "passwordPolicy { minLength digits special } secondFactor { mode methods }"
                    + " lifetimes { token sessionIdle }")
            .at("/data/authenticationProfileUpdate/builtIn");
    assertThat(changed.toString())
        .isEqualTo(
            "{\"passwordPolicy\":{\"minLength\":12,\"digits\":1,\"special\":2},\"secondFactor\":"
                + "{\"mode\":\"REQUIRED\",\"methods\":[\"TOTP\",\"WEBAUTHN\"]},\"lifetimes\":"
                + "{\"token\":300,\"sessionIdle\":43200}}");
  }

  @Test
  void sayingDomainsAlwaysVerifiesTheEmail() {
    JsonNode made =
        api.graphql(
            root,
            "mutation { authenticationProfileCreate(data: {name: \"D\", selfSignUp: DOMAINS,"
                + " selfSignUpDomains: [\"a.com\"], builtIn: {verifyEmail: false}})"
                + " { builtIn { verifyEmail } } }");
    assertThat(made.at("/data/authenticationProfileCreate/builtIn/verifyEmail").asBoolean())
        .isTrue();
  }

  @Test
  void tellsAllFaultsByField() {
    JsonNode details =
        api.graphql(
                root,
                "mutation { authenticationProfileCreate(data: {name: \"Faulty\", builtIn: {"
                    + "passwordPolicy: {minLength: 4, history: 99}, secondFactor: {methods: []},"
                    + "lifetimes: {token: 7200, sessionIdle: 86400, sessionMax: 3600},"
                    + "bruteForce: {failures: 1}, connections: ["
                    + "{kind: GOOGLE, alias: \"G!\", clientId: \"x\"},"
                    + "{kind: SAML, alias: \"s\", saml: {entityId: \"e\", certificate: \"no\","
                    + " singleSignOnUrl: \"javascript:alert(1)\"}}],"
                    + "mail: {host: \"a b\", port: 0, from: \"x\", user: \"u\"}}}) { id } }")
            .at("/errors/0/details");
    for (String field :
        new String[] {
          "passwordPolicy.minLength",
          "passwordPolicy.history",
          "secondFactor.methods",
          "lifetimes.token",
          "lifetimes.sessionMax",
          "bruteForce.failures",
          "connections.G!.alias",
          "connections.G!.clientSecret",
          "connections.s.saml.singleSignOnUrl",
          "connections.s.saml.certificate",
          "mail.host",
          "mail.port",
          "mail.from",
          "mail.password"
        }) {
      assertThat(details.has("builtIn." + field)).as("%s in %s", field, details).isTrue();
    }
  }

  @Test
  void claimsForOthersAreReplacedAsAWholeAndBeginAnewWhenSwitchedOnAgain() {
    String id = create("claims: {layout: HASURA}");
    String shown = "claims { layout namespace roles { role name } defaultRole }";
    assertThat(update(id, "passkeys: true", shown).at("/data/authenticationProfileUpdate/builtIn"))
        .hasToString(
            "{\"claims\":{\"layout\":\"HASURA\",\"namespace\":\"https://hasura.io/jwt/claims\","
                + "\"roles\":[],\"defaultRole\":null}}");
    long first = since(id);
    assertThat(
            update(
                    id,
                    "claims: {layout: POSTGREST, roles: [{role: \"Administrator\", name: \"boss\"}],"
                        + " defaultRole: \"web_user\"}",
                    shown)
                .at("/data/authenticationProfileUpdate/builtIn"))
        .hasToString(
            "{\"claims\":{\"layout\":\"POSTGREST\",\"namespace\":\"freehold\",\"roles\":"
                + "[{\"role\":\"Administrator\",\"name\":\"boss\"}],\"defaultRole\":\"web_user\"}}");
    assertThat(since(id)).isEqualTo(first).isPositive();
    assertThat(
            update(id, "claims: null", shown)
                .at("/data/authenticationProfileUpdate/builtIn/claims")
                .isNull())
        .isTrue();
    update(id, "claims: {layout: PLAIN, namespace: \"https://example.com/claims\"}", shown);
    assertThat(since(id)).isGreaterThan(first);
  }

  private static long since(String id) {
    return Long.parseLong(
        api.database
            .texts(
                "select built_in->'claims'->>'since' from freehold.profiles where id = '"
                    + id
                    + "'")
            .getFirst());
  }

  @Test
  void claimsForOthersTakeNoPlaceOfAnotherClaimAndNoRoleByAccident() {
    Map<String, String> faults =
        Map.of(
            "layout: PLAIN, namespace: \"sub\"", "namespace",
            "layout: PLAIN, namespace: \"Email\"", "namespace",
            "layout: HASURA, namespace: \"http://plain.example\"", "namespace",
            "layout: HASURA, defaultRole: \"admin\"", "defaultRole",
            "layout: HASURA, defaultRole: \" \"", "defaultRole",
            "layout: POSTGREST", "roles",
            "layout: POSTGREST, defaultRole: \"a b\"", "defaultRole",
            "layout: PLAIN, roles: [{role: \"Administator\", name: \"x\"}]", "roles",
            "layout: PLAIN, roles: [{role: \"Guest\", name: \"x\"}, {role: \"Guest\", name: \"y\"}]",
                "roles");
    String id = create("passkeys: false");
    faults.forEach((claims, field) -> {
      JsonNode details = update(id, "claims: {" + claims + "}", "passkeys").at("/errors/0/details");
      assertThat(details.has("builtIn.claims." + field)).as("%s: %s", claims, details).isTrue();
    });
  }

  @Test
  void aRequiredSecondFactorAndPasswordsThroughTheApiExcludeEachOther() {
    JsonNode refused =
        api.graphql(
            root,
            "mutation { authenticationProfileCreate(data: {name: \"Both\", nativeLogIn: true,"
                + " builtIn: {secondFactor: {mode: REQUIRED}}}) { id } }");
    assertThat(refused.at("/errors/0/details").has("builtIn.secondFactor.mode")).isTrue();
  }

  @Test
  void aSecretIsSealedAndNeverShown() {
    String id = create("connections: [" + GOOGLE + "]");
    JsonNode shown =
        update(
            id,
            "connections: [{kind: GOOGLE, clientId: \"h\"}]",
            "connections { clientId clientSecretSet clientSecretVariable callbackUrl trustEmail }");
    JsonNode google = shown.at("/data/authenticationProfileUpdate/builtIn/connections/0");
    assertThat(google.at("/clientId").asText()).isEqualTo("h");
    assertThat(google.at("/clientSecretSet").asBoolean()).isTrue();
    assertThat(google.at("/trustEmail").asBoolean()).isFalse();
    assertThat(google.at("/callbackUrl").asText()).endsWith("/realms/shop/broker/google/endpoint");
    assertThat(shown.toString()).doesNotContain("very secret");
    String row = api.database.texts("select value from freehold.profile_secrets").getFirst();
    assertThat(row).startsWith("v1.").doesNotContain("very secret");
    assertThat(secrets().open(secrets().of(java.util.UUID.fromString(id)).get("connection google")))
        .isEqualTo("very secret");
    assertThat(
            api.database
                .texts(
                    "select built_in::text || details::text from freehold.profiles,"
                        + " freehold.audit_log")
                .toString())
        .doesNotContain("very secret");

    update(id, "connections: []", "passkeys");
    assertThat(api.database.texts("select value from freehold.profile_secrets")).isEmpty();
  }

  @Test
  void aKeptSecretDoesNotGoToAnotherReceiver() {
    String id =
        create(
            "mail: {host: \"mail.example.com\", from: \"a@example.com\", user: \"u\", password:"
                + " \"p\"}");
    JsonNode refused =
        update(
            id,
            "mail: {host: \"mail.evil.example\", from: \"a@example.com\", user: \"u\"}",
            "passkeys");
    assertThat(refused.at("/errors/0/details").has("builtIn.mail.password")).isTrue();
  }

  @Test
  void aVariableInUseIsNotDeletedAndItsNewValueReachesTheRealm() {
    String variable =
        api.graphql(
                root,
                "mutation { environmentVariableCreate(data: {name: \"GOOGLE_SECRET\", value:"
                    + " \"one\"}) { id } }")
            .at("/data/environmentVariableCreate/id")
            .asText();
    String id =
        create(
            "connections: [{kind: GOOGLE, clientId: \"g\", clientSecret: \"${GOOGLE_SECRET}\"}]");
    api.database.execute("update freehold.profiles set status = 'READY' where id = '" + id + "'");
    JsonNode refused =
        api.graphql(
            root,
            "mutation { environmentVariableDelete(data: {id: \"" + variable + "\"}) { success } }");
    assertThat(refused.at("/errors/0/details/usedBy/0").asText())
        .isEqualTo("connection google of profile Shop");
    String before = api.database.texts("select version from freehold.profile_secrets").getFirst();

    api.graphql(
        root,
        "mutation { environmentVariableUpdate(data: {id: \""
            + variable
            + "\", value: \"two\"}) { id } }");

    assertThat(api.database.texts("select version from freehold.profile_secrets"))
        .doesNotContain(before);
    assertThat(api.database.texts("select status from freehold.profiles where id = '" + id + "'"))
        .containsExactly("PENDING");
    assertThat(secrets().open(secrets().of(java.util.UUID.fromString(id)).get("connection google")))
        .isEqualTo("two");
  }

  @Test
  void isForBuiltInProfilesAndAdministratorsOnly() {
    String ada = api.token("s1", "ada@example.com", true);
    String id = api.database.texts("select id from freehold.profiles where is_default").getFirst();
    for (String query :
        new String[] {
          "{ authenticationProfilePlan(id: \"" + id + "\") { count } }",
          "mutation { authenticationProfileMailTest(id: \""
              + id
              + "\", to: \"a@b.c\") { success } }"
        }) {
      assertThat(api.graphql(ada, query).at("/errors/0/code").asText())
          .isEqualTo("NotAuthorizedError");
    }
    assertThat(
            api.graphql(root, "{ authenticationProfilePlan(id: \"" + id + "\") { count } }")
                .at("/errors/0/code")
                .asText())
        .isEqualTo("ExternalServiceError");
  }

  private static ProfileSecrets secrets() {
    return api.server.getApplicationContext().getBean(ProfileSecrets.class);
  }

  private static String create(String builtIn) {
    JsonNode made =
        api.graphql(
            root,
            "mutation { authenticationProfileCreate(data: {name: \"Shop\", builtIn: {"
                + builtIn
                + "}}) { id } }");
    assertThat(made.has("errors")).as("%s", made).isFalse();
    return made.at("/data/authenticationProfileCreate/id").asText();
  }

  private static JsonNode update(String id, String builtIn, String fields) {
    return api.graphql(
        root,
        "mutation { authenticationProfileUpdate(data: {id: \""
            + id
            + "\", builtIn: {"
            + builtIn
            + "}}) { builtIn { "
            + fields
            + " } } }");
  }
}
