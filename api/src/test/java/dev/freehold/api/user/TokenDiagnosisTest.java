package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.api.ExternalProfile;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenDiagnosisTest {
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
    ExternalProfile.openId(api, root, provider, rule, more);
  }

  private static final String FIELDS =
      "{ accepted profileId reason remedy checks { check verdict reason detail remedy } } }";

  private static JsonNode diagnose(String token) {
    JsonNode answer =
        api.graphql(null, "mutation { tokenDiagnose(token: \"" + token + "\") " + FIELDS);
    assertThat(answer.toString()).doesNotContain(token);
    return answer.at("/data/tokenDiagnose");
  }

  private static JsonNode check(JsonNode diagnosis, String name) {
    for (JsonNode check : diagnosis.at("/checks")) {
      if (check.at("/check").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError(name + " is not in " + diagnosis);
  }

  private JsonNode diagnose(Consumer<JWTClaimsSet.Builder> change) {
    return diagnose(provider.token("ada", change));
  }

  private static String verdict(JsonNode diagnosis, String name) {
    return check(diagnosis, name).at("/verdict").asText();
  }

  @Test
  void acceptsAGoodTokenAndMakesNoUser() {
    profile("selfSignUp: OPEN", "");
    JsonNode diagnosis = diagnose(c -> {});
    assertThat(diagnosis.at("/accepted").asBoolean()).isTrue();
    assertThat(diagnosis.at("/checks")).hasSize(12);
    assertThat(check(diagnosis, "USER_LINK").at("/detail").asText())
        .isEqualTo("The first request makes the user");
    assertThat(api.database.texts("select email from freehold.users"))
        .containsExactly("root@example.com");
  }

  @Test
  void tellsEveryFaultAndTheFix() {
    profile("selfSignUp: OPEN", "");
    JsonNode diagnosis =
        diagnose(c ->
            c.audience("bank")
                .claim("scope", "x")
                .expirationTime(Date.from(Instant.now().minusSeconds(90))));
    assertThat(diagnosis.at("/accepted").asBoolean(true)).isFalse();
    assertThat(diagnosis.at("/reason").asText()).isEqualTo("access_token_not_accepted");
    assertThat(diagnosis.at("/remedy").asText())
        .isEqualTo("Send the ID token, not the access token");
    JsonNode audience = check(diagnosis, "AUDIENCE");
    assertThat(audience.at("/reason").asText()).isEqualTo("audience_mismatch");
    assertThat(audience.at("/detail").asText()).isEqualTo("Accepted here: shop");
    assertThat(check(diagnosis, "TIME").at("/reason").asText()).isEqualTo("expired");
    assertThat(check(diagnosis, "TIME").at("/detail").asText()).contains("tolerated PT30S");
    assertThat(verdict(diagnosis, "SIGNATURE")).isEqualTo("PASSED");
    assertThat(verdict(diagnosis, "USER_LINK")).isEqualTo("NOT_CHECKED");
  }

  @Test
  void saysNothingOfUsersToWhoeverMadeTheTokenUp() {
    profile("selfSignUp: OPEN", "");
    String forged = provider.token("ada", c -> {});
    api.graphql(forged, "{ user { id } }");
    JsonNode diagnosis = diagnose(forged.substring(0, forged.length() - 4) + "AAAA");
    assertThat(diagnosis.at("/reason").asText()).isEqualTo("signature_invalid");
    assertThat(verdict(diagnosis, "USER_LINK")).isEqualTo("NOT_CHECKED");
    assertThat(verdict(diagnosis, "USER_STATE")).isEqualTo("NOT_CHECKED");
  }

  @Test
  void explainsAnUnverifiedAddress() {
    profile("selfSignUp: DOMAINS, selfSignUpDomains: [\"example.com\"]", "");
    JsonNode diagnosis = diagnose(c -> c.claim("email_verified", false));
    assertThat(diagnosis.at("/reason").asText()).isEqualTo("user_not_linked_email_unverified");
    assertThat(verdict(diagnosis, "SIGN_UP")).isEqualTo("FAILED");
  }

  @Test
  void explainsADisabledUserEvenWithAnExpiredToken() {
    profile("selfSignUp: OPEN", "");
    api.graphql(provider.token("ada", c -> {}), "{ user { id } }");
    api.prepare("update freehold.users set status = 'DISABLED' where email = 'ada@example.com'");
    JsonNode diagnosis = diagnose(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(90))));
    assertThat(diagnosis.at("/reason").asText()).isEqualTo("expired");
    assertThat(check(diagnosis, "USER_STATE").at("/reason").asText()).isEqualTo("user_disabled");
  }

  @Test
  void explainsWhatIsNoTokenAndWhomNobodyTrusts() {
    assertThat(diagnose("abc").at("/reason").asText()).isEqualTo("malformed");
    JsonNode unknown = diagnose(c -> {});
    assertThat(unknown.at("/reason").asText()).isEqualTo("issuer_unknown");
    assertThat(verdict(unknown, "SIGNATURE")).isEqualTo("NOT_CHECKED");
  }

  @Test
  void isForAdministratorsOnlyUnlessTheSettingAllows() {
    try (EmbeddedServer node = api.anotherNode(Map.of("freehold.token.diagnose", false))) {
      String query = "mutation { tokenDiagnose(token: \"abc\") { reason } }";
      assertThat(api.graphql(node, null, query).at("/errors/0/code").asText())
          .isEqualTo("NotAuthorizedError");
      assertThat(api.graphql(node, root, query).at("/data/tokenDiagnose/reason").asText())
          .isEqualTo("malformed");
    }
  }

  @Test
  void isNotPossibleByGet() throws Exception {
    String query =
        URLEncoder.encode(
            "mutation { tokenDiagnose(token: \"abc\") { reason } }", StandardCharsets.UTF_8);
    HttpRequest get =
        HttpRequest.newBuilder(URI.create(api.server.getURL() + "/graphql?query=" + query))
            .header("accept", "application/graphql-response+json")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(get, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }
  }
}
