package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.ExternalProfile;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
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
    api.database.execute("delete from freehold.profiles where not is_default");
    provider = new TestProvider();
  }

  @AfterEach
  void stopProvider() {
    provider.close();
  }

  private static ApplicationContext beans() {
    return api.server.getApplicationContext();
  }

  private void refuses(String why) {
    assertThatThrownBy(() -> beans().getBean(Discovery.class).of(provider.issuer()))
        .isInstanceOf(DiscoveryRefusal.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesDocumentsThatCannotBeTrusted() {
    provider.document.put("issuer", "https://other.example");
    refuses("names another issuer");
    provider.document.put("issuer", provider.issuer());
    provider.document.put("jwks_uri", "file:///etc/passwd");
    refuses("jwks_uri is not an absolute https URL");
    provider.document.remove("jwks_uri");
    refuses("has no jwks_uri");
    provider.document.put("jwks_uri", provider.base() + "/nothing");
    refuses("The key set is not there");
    provider.on("/empty", exchange -> TestProvider.send(exchange, 200, "{\"keys\": []}"));
    provider.document.put("jwks_uri", provider.base() + "/empty");
    refuses("has no keys");
    provider.on(
        "/.well-known/openid-configuration",
        exchange -> TestProvider.send(exchange, 200, "<html>"));
    refuses("is not JSON");
    provider.on(
        "/.well-known/openid-configuration",
        exchange -> {
          exchange.getResponseHeaders().set("location", provider.base() + "/elsewhere");
          TestProvider.send(exchange, 302, "");
        });
    refuses("behind a redirect");
  }

  @Test
  void keepsAwayFromPrivateAddressesUnlessConfigured() {
    try (EmbeddedServer node = api.anotherNode(Map.of("freehold.providers.allow-private", false))) {
      JsonNode answer =
          api.graphql(
              node,
              root,
              "mutation { authenticationProfileCreate(data: {name: \"Inside\", type: OPENID, openId:"
                  + " {issuer: \""
                  + provider.issuer().replace("127.0.0.1", "localhost")
                  + "\", audiences: [\"shop\"]}}) { id } }");
      assertThat(answer.at("/errors/0/details/openId.issuer").asText())
          .contains("FREEHOLD_PROVIDERS_ALLOW_PRIVATE");
    }
  }

  @Test
  void followsAddressesThatMoveAndKeepsThemWhenTheDocumentIsWrong() {
    String id = ExternalProfile.openId(api, root, provider, "selfSignUp: OPEN", "");
    TrustedIssuers issuers = beans().getBean(TrustedIssuers.class);
    DiscoveryRefresh refresh = beans().getBean(DiscoveryRefresh.class);
    provider.on(
        "/moved", exchange -> TestProvider.send(exchange, 200, "{\"keys\": [{\"kty\": \"EC\"}]}"));
    provider.document.put("jwks_uri", provider.base() + "/moved");
    refresh.pass();
    URI moved = URI.create(provider.base() + "/moved");
    await().until(() -> issuers.byIssuer(provider.issuer()).orElseThrow().jwksUri().equals(moved));

    provider.document.put("issuer", "https://other.example");
    provider.document.put("jwks_uri", provider.base() + "/keys");
    refresh.pass();
    assertThat(status(id)).isEqualTo("FAILED");
    await()
        .untilAsserted(() ->
            assertThat(issuers.byIssuer(provider.issuer()).orElseThrow().jwksUri())
                .isEqualTo(moved));

    provider.document.put("issuer", provider.issuer());
    refresh.pass();
    assertThat(status(id)).isEqualTo("READY");
    provider.answers(503);
    refresh.pass();
    assertThat(status(id)).isEqualTo("READY");
  }

  @Test
  void aDisabledIssuerIsTrustedByNoNode() {
    String id = ExternalProfile.openId(api, root, provider, "selfSignUp: OPEN", "");
    try (EmbeddedServer other = api.anotherNode(Map.of())) {
      String token = provider.token("ada", c -> {});
      String query = "{ user { email } }";
      for (EmbeddedServer node : new EmbeddedServer[] {api.server, other}) {
        assertThat(api.graphql(node, token, query).at("/data/user/email").asText())
            .isEqualTo("ada@example.com");
      }
      api.graphql(
          root,
          "mutation { authenticationProfileUpdate(data: {id: \""
              + id
              + "\", enabled: false}) { id } }");
      // At once where it was said, within the notification elsewhere.
      assertThat(reason(api.graphql(api.server, token, query))).isEqualTo("issuer_unknown");
      await()
          .untilAsserted(() ->
              assertThat(reason(api.graphql(other, token, query))).isEqualTo("issuer_unknown"));
    }
  }

  private static String reason(JsonNode answer) {
    return answer.at("/errors/0/details/reason").asText();
  }

  private static String status(String id) {
    return api.database
        .texts("select status from freehold.profiles where id = '" + id + "'")
        .getFirst();
  }
}
