package dev.freehold.local.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.Visitor;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;

/** A Keycloak realm that is none of ours, as somebody else's OpenID provider. */
class ForeignProviderIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String CALLBACK = "http://localhost:3000/auth/callback";
  private static final String CLIENT = "freehold-app";
  private static final String CREATE =
      """
      mutation ($data: AuthenticationProfileCreateInput!) {
        authenticationProfileCreate(data: $data) { id status clientInformation { issuer } }
      }
      """;
  private static final String DELETE =
      """
      mutation ($data: AuthenticationProfileDeleteInput!) {
        authenticationProfileDelete(data: $data) { success }
      }
      """;
  private static final String DIAGNOSE =
      """
      mutation ($token: String!) { tokenDiagnose(token: $token) { accepted reason } }
      """;

  private final TestPlatform platform = TestPlatform.shared();
  private RealmResource realm;
  private URI issuer;
  private GraphQl administrator;
  private String profile;

  @BeforeEach
  void makeTheProvider() {
    platform.api();
    platform.awaitProvisioned();
    realm =
        platform.newRealm(
            "foreign",
            one -> {
              one.getAttributes().clear();
              one.getClients().getFirst().setRedirectUris(List.of(CALLBACK));
            });
    issuer =
        URI.create(platform.keycloak().url() + "/realms/" + realm.toRepresentation().getRealm());
    administrator = platform.administrator();
    profile =
        administrator
            .data(
                CREATE,
                Map.of(
                    "data",
                    Map.of(
                        "name",
                        "Foreign " + UUID.randomUUID(),
                        "type",
                        "OPENID",
                        "selfSignUp",
                        "OPEN",
                        "openId",
                        Map.of("issuer", issuer.toString(), "clientId", CLIENT))))
            .at("/authenticationProfileCreate/id")
            .asText();
  }

  @AfterEach
  void removeTheProvider() {
    administrator.data(DELETE, Map.of("data", Map.of("id", profile, "force", true)));
    realm.remove();
  }

  private JsonNode user(String token) {
    return new GraphQl(platform.api().url(), token)
        .ask("{ user { email emailVerified origin } }", Map.of());
  }

  @Test
  void whoeverLogsInThereIsAUserHereThroughARotationOfItsKeys() {
    Visitor visitor = new Visitor(issuer, CLIENT, CALLBACK);
    String email = "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    Visitor.Tokens tokens =
        visitor.tokens(visitor.open(true).submit(Visitor.registration(email, PASSWORD)));

    JsonNode first = user(tokens.id()).at("/data/user");
    assertThat(first.at("/email").asText()).isEqualTo(email);
    assertThat(first.at("/emailVerified").asBoolean(true)).isFalse();
    assertThat(first.at("/origin").asText()).isEqualTo("OPENID");
    assertThat(user(tokens.access()).at("/errors/0/details/reason").asText())
        .isEqualTo("access_token_not_accepted");
    assertThat(
            administrator
                .data(DIAGNOSE, Map.of("token", tokens.access()))
                .at("/tokenDiagnose/reason")
                .asText())
        .isEqualTo("access_token_not_accepted");

    rotate();
    String after = visitor.refresh(tokens).id();
    assertThat(header(after)).isNotEqualTo(header(tokens.id()));
    // An unknown key is asked for at most every ten seconds.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(user(after).at("/data/user/email").asText()).isEqualTo(email));
    assertThat(user(tokens.id()).at("/data/user/email").asText()).isEqualTo(email);
  }

  private void rotate() {
    ComponentRepresentation key = new ComponentRepresentation();
    key.setName("next");
    key.setProviderId("rsa-generated");
    key.setProviderType("org.keycloak.keys.KeyProvider");
    MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
    config.putSingle("priority", "1000");
    key.setConfig(config);
    try (Response made = realm.components().add(key)) {
      assertThat(made.getStatus()).isEqualTo(201);
    }
  }

  private static String header(String token) {
    return token.substring(0, token.indexOf('.'));
  }
}
