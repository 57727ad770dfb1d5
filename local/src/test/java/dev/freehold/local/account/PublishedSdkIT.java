package dev.freehold.local.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.ApiProcess;
import dev.freehold.local.NodeProject;
import dev.freehold.local.TestPlatform;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;

/** An application that was written for 8base, with nothing changed but its endpoint. */
class PublishedSdkIT {
  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void signsUpLogsInAndRefreshesThroughThePublishedSdk() throws Exception {
    NodeProject node = NodeProject.install(Path.of("src/test/js"), "js");
    String email = NativeApp.newEmail();
    // A node that allows no difference of clocks, or one would wait for half a minute more.
    Map<String, String> exact = Map.of("FREEHOLD_TOKEN_CLOCK_SKEW", "PT0S");
    try (NativeApp app = new NativeApp(platform, Map.of("selfSignUp", "OPEN"));
        ApiProcess api = platform.apiNode("freehold-api.jar", exact)) {
      shortenTokens(app);
      api.start();

      JsonNode said =
          NativeApp.json(
              node.run(
                  "sdk.js",
                  api.url().resolve("/graphql").toString(),
                  app.profile(),
                  email,
                  NativeApp.PASSWORD));

      assertThat(said.get("signedUp").asText()).isEqualTo(email);
      assertThat(said.get("loggedIn").asBoolean()).isTrue();
      assertThat(said.get("authorized").asBoolean()).isTrue();
      assertThat(said.get("before").asText()).isEqualTo(email);
      assertThat(said.get("after"))
          .hasSize(3)
          .allSatisfy(one -> assertThat(one.asText()).isEqualTo(email));
      assertThat(said.get("refreshed").asBoolean()).isTrue();
      assertThat(said.get("failures").asInt()).isZero();
      assertThat(said.get("wrong").asText()).isEqualTo("NotAuthorizedError");
      assertThat(said.get("afterLogout").asBoolean()).isFalse();
    }
  }

  private static void shortenTokens(NativeApp app) {
    ClientsResource clients = app.realm().clients();
    ClientRepresentation client = clients.findByClientId("freehold-native").getFirst();
    Map<String, String> attributes = new HashMap<>(client.getAttributes());
    attributes.put("access.token.lifespan", "4");
    client.setAttributes(attributes);
    clients.get(client.getId()).update(client);
  }
}
