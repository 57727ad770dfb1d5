package dev.freehold.local.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.RealmResource;

/** Makes, changes and plans built-in profiles through GraphQL, and removes them at the end. */
final class ProfileAdministrator implements AutoCloseable {
  private static final String CREATE =
      """
      mutation ($data: AuthenticationProfileCreateInput!) {
        authenticationProfileCreate(data: $data) {
          id status statusReason clientInformation { issuer }
        }
      }
      """;
  private static final String UPDATE =
      """
      mutation ($data: AuthenticationProfileUpdateInput!) {
        authenticationProfileUpdate(data: $data) { status statusReason }
      }
      """;
  private static final String DELETE =
      """
      mutation ($data: AuthenticationProfileDeleteInput!) {
        authenticationProfileDelete(data: $data) { success }
      }
      """;
  private static final String PLAN =
      """
      query ($id: ID!, $data: AuthenticationProfileUpdateInput) {
        authenticationProfilePlan(id: $id, data: $data) { count items { setting wanted found } }
      }
      """;

  private final TestPlatform platform = TestPlatform.shared();
  private final List<String> made = new ArrayList<>();
  private final GraphQl graphQl;
  private final String callback;

  /** A profile that is there. */
  record Made(String id, String issuer) {}

  /**
   * @param callback where the profiles' applications are
   */
  ProfileAdministrator(String callback) {
    platform.api();
    platform.awaitProvisioned();
    this.graphQl = platform.administrator();
    this.callback = callback;
  }

  GraphQl graphQl() {
    return graphQl;
  }

  /** With open sign-up; ready when it answers. */
  Made create(String name, Map<String, Object> builtIn) {
    Map<String, Object> data =
        Map.of(
            "name",
            name,
            "selfSignUp",
            "OPEN",
            "allowedCallbackUrls",
            List.of(callback),
            "builtIn",
            builtIn);
    JsonNode profile =
        graphQl.data(CREATE, Map.of("data", data)).get("authenticationProfileCreate");
    made.add(profile.get("id").asText());
    assertThat(profile.get("status").asText()).as("%s", profile).isEqualTo("READY");
    return new Made(profile.get("id").asText(), profile.at("/clientInformation/issuer").asText());
  }

  void update(Made profile, Map<String, Object> builtIn) {
    JsonNode changed =
        graphQl.data(UPDATE, Map.of("data", Map.of("id", profile.id(), "builtIn", builtIn)));
    assertThat(changed.at("/authenticationProfileUpdate/status").asText())
        .as("%s", changed)
        .isEqualTo("READY");
  }

  /** What differs; each as setting, wanted, found. */
  List<String> plan(Made profile) {
    return lines(Map.of("id", profile.id()));
  }

  /** What would differ with these settings. */
  List<String> plan(Made profile, Map<String, Object> builtIn) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("id", profile.id());
    variables.put("data", Map.of("id", profile.id(), "builtIn", builtIn));
    return lines(variables);
  }

  private List<String> lines(Map<String, Object> variables) {
    List<String> lines = new ArrayList<>();
    graphQl
        .data(PLAN, variables)
        .at("/authenticationProfilePlan/items")
        .forEach(item ->
            lines.add(
                item.get("setting").asText()
                    + " "
                    + item.get("wanted").asText()
                    + " "
                    + item.get("found").asText()));
    return lines;
  }

  /** The profile's realm, as Keycloak's console would show it. */
  RealmResource realm(String name) {
    // A token from before the realm was made has no rights in it.
    platform.admin().tokenManager().grantToken();
    return platform.admin().realm(name);
  }

  @Override
  public void close() {
    for (String profile : made.reversed()) {
      graphQl.data(DELETE, Map.of("data", Map.of("id", profile, "force", true)));
    }
  }
}
