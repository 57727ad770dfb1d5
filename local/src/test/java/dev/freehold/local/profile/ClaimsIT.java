package dev.freehold.local.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import dev.freehold.local.Visitor;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** What tokens say to other services behind the same log-in. */
class ClaimsIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String NAMESPACE = "https://hasura.io/jwt/claims";
  private static final String CALLBACK = "http://localhost:3000/auth/callback";

  /** Beyond what the API itself has come to. */
  private static final long HIGH = 1_000_000;

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestPlatform platform = TestPlatform.shared();
  private final String editor = "Editor " + UUID.randomUUID();
  private final String email = "ada-" + UUID.randomUUID() + "@example.com";
  private GraphQl administrator;
  private String profile;
  private URI issuer;
  private RealmResource realm;

  @BeforeEach
  void makeAProfileWhoseTokensSpeakToHasura() {
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    freehold("insert into freehold.roles (id, name) values (gen_random_uuid(), '" + editor + "')");
    JsonNode made =
        data(
                "mutation ($name: String!) { authenticationProfileCreate(data: {name: $name,"
                    + " selfSignUp: OPEN, builtIn: {claims: {layout: HASURA}}})"
                    + " { id status statusReason clientInformation { issuer } } }",
                Map.of("name", "Claims " + UUID.randomUUID()))
            .get("authenticationProfileCreate");
    assertThat(made.get("status").asText()).as("%s", made).isEqualTo("READY");
    profile = made.get("id").asText();
    issuer = URI.create(made.at("/clientInformation/issuer").asText());
    // The token in hand was made before the realm and may have no rights in it.
    platform.admin().tokenManager().grantToken();
    realm = platform.admin().realm(issuer.getPath().substring("/realms/".length()));
  }

  @AfterEach
  void removeIt() {
    data(
        "mutation ($id: ID!) { authenticationProfileDelete(data: {id: $id, force: true}) { success } }",
        Map.of("id", profile));
    freehold("delete from freehold.roles where name = '" + editor + "'");
  }

  @Test
  void sayWhoTheUserIsAndWhichRolesHeHas() throws Exception {
    Visitor ada = new Visitor(issuer, "freehold-app", CALLBACK);
    Map<String, String> form = new HashMap<>(Visitor.registration(email, PASSWORD));
    form.put(NAMESPACE, "{\"x-hasura-user-id\":\"forged\"}");
    form.put("user.attributes." + NAMESPACE, "forged");
    form.put("user.attributes.roles", editor);
    form.put("role", editor);
    Visitor.Tokens first = ada.tokens(ada.open(true).submit(form));
    String subject = claims(first.id()).get("sub").asText();
    String userId =
        new GraphQl(platform.api().url(), first.id())
            .data("{ user { id } }", Map.of())
            .at("/user/id")
            .asText();

    Visitor.Tokens tokens = awaitRoles(ada, first, "Guest");
    JsonNode hasura = claims(tokens.id()).get(NAMESPACE);
    assertThat(hasura.get("x-hasura-user-id").asText()).isEqualTo(userId);
    assertThat(hasura.get("x-hasura-default-role").asText()).isEqualTo("Guest");
    assertThat(claims(tokens.access()).get(NAMESPACE)).isEqualTo(hasura);
    assertThat(userInfo(tokens.access()).get(NAMESPACE)).isEqualTo(hasura);

    grantEditor(userId);
    tokens = awaitRoles(ada, tokens, editor, "Guest");
    HttpResponse<String> account =
        send(
            request(URI.create(issuer + "/account"), tokens.access())
                .POST(
                    BodyPublishers.ofString(
                        "{\"attributes\": {\"roles\": [\"forged\"], \"x-hasura-user-id\": [\"forged\"]}}")));
    assertThat(account.statusCode()).isBetween(400, 499);
    assertThat(roles(ada.refresh(tokens))).containsExactly(editor, "Guest");

    data("mutation ($id: ID!) { userDisable(id: $id) { id } }", Map.of("id", userId));
    await().atMost(LIMIT).until(() -> rows("subject = '" + subject + "' and user_id is null") == 1);
    await().atMost(LIMIT).until(() -> realm.users().get(subject).getUserSessions().isEmpty());
    assertThat(
            claims(new Visitor(issuer, "freehold-app", CALLBACK).logIn(email, PASSWORD))
                .has(NAMESPACE))
        .isFalse();

    realm.users().get(subject).remove();
    assertThat(rows("subject = '" + subject + "'")).isZero();
  }

  @Test
  void comeFromThePlatformAlone() throws Exception {
    String subject = user("helpdesk", "manage-users");
    String service = platform.admin().tokenManager().getAccessTokenString();
    String userId = UUID.randomUUID().toString();
    await().atMost(LIMIT).until(() -> rows("subject = '" + subject + "'") == 1);
    assertThat(push(service, profile, subject, HIGH, userId).body())
        .isEqualTo("{\"unknown\":[],\"behind\":{}}");
    assertThat(push(service, profile, subject, HIGH, UUID.randomUUID().toString()).body())
        .isEqualTo("{\"unknown\":[],\"behind\":{\"" + subject + "\":" + HIGH + "}}");
    assertThat(push(service, profile, "nobody", 1, userId).body())
        .isEqualTo("{\"unknown\":[\"nobody\"],\"behind\":{}}");
    assertThat(rows("user_id = '" + userId + "'")).isEqualTo(1);

    assertThat(push(service, UUID.randomUUID().toString(), subject, HIGH + 1, userId).statusCode())
        .isEqualTo(409);
    assertThat(push(service, profile, subject, 0, userId).statusCode()).isEqualTo(400);
    assertThat(push(passwordGrant("helpdesk"), profile, subject, HIGH + 1, userId).statusCode())
        .isEqualTo(403);

    ClientResource client =
        realm.clients().get(realm.clients().findByClientId("freehold-app").getFirst().getId());
    ProtocolMapperRepresentation mapper =
        client.getProtocolMappers().getMappers().stream()
            .filter(one -> one.getName().equals("freehold claims"))
            .findFirst()
            .orElseThrow();
    mapper.getConfig().put("namespace", "sub");
    assertThatThrownBy(() -> client.getProtocolMappers().update(mapper.getId(), mapper))
        .isInstanceOf(BadRequestException.class);
    assertThat(planned()).isEmpty();
    mapper.getConfig().put("namespace", NAMESPACE);
    mapper.getConfig().put("default.role", editor);
    client.getProtocolMappers().update(mapper.getId(), mapper);
    assertThat(planned()).hasSize(1).allMatch(setting -> setting.endsWith("freehold claims"));
    update("claims: {layout: PLAIN, namespace: \"app\"}");
    assertThat(planned()).isEmpty();
    assertThat(client.getProtocolMappers().getMapperById(mapper.getId()).getConfig())
        .containsEntry("namespace", "app")
        .doesNotContainKey("default.role");
    update("claims: null");
    assertThat(client.getProtocolMappers().getMappers())
        .noneMatch(one -> one.getName().equals("freehold claims"));

    String realmId = realm.toRepresentation().getId();
    assertThat(rows("realm_id = '" + realmId + "'")).isPositive();
    realm.remove();
    assertThat(rows("realm_id = '" + realmId + "'")).isZero();
  }

  private Visitor.Tokens awaitRoles(Visitor who, Visitor.Tokens before, String... expected) {
    Visitor.Tokens[] last = {before};
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          last[0] = who.refresh(last[0]);
          assertThat(roles(last[0])).containsExactlyInAnyOrder(expected);
        });
    return last[0];
  }

  private static List<String> roles(Visitor.Tokens tokens) {
    return JSON.convertValue(
        claims(tokens.id()).at("/https:~1~1hasura.io~1jwt~1claims/x-hasura-allowed-roles"),
        new TypeReference<>() {});
  }

  private static JsonNode claims(String token) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode userInfo(String accessToken) throws IOException, InterruptedException {
    URI address = URI.create(issuer + "/protocol/openid-connect/userinfo");
    return JSON.readTree(send(request(address, accessToken)).body());
  }

  private void grantEditor(String userId) {
    data(
        "mutation ($user: ID!, $role: ID!) { userRoleGrant(userId: $user, roleId: $role) { id } }",
        Map.of("user", userId, "role", roleId()));
  }

  private String roleId() {
    for (JsonNode role :
        data("{ rolesList { items { id name } } }", Map.of()).at("/rolesList/items")) {
      if (role.get("name").asText().equals(editor)) {
        return role.get("id").asText();
      }
    }
    throw new AssertionError("no role " + editor);
  }

  private void update(String builtIn) {
    JsonNode updated =
        data(
            "mutation ($id: ID!) { authenticationProfileUpdate(data: {id: $id, builtIn: {"
                + builtIn
                + "}}) { status } }",
            Map.of("id", profile));
    assertThat(updated.at("/authenticationProfileUpdate/status").asText()).isEqualTo("READY");
  }

  private List<String> planned() {
    return data(
            "query ($id: ID!) { authenticationProfilePlan(id: $id) { items { setting } } }",
            Map.of("id", profile))
        .at("/authenticationProfilePlan/items")
        .findValuesAsText("setting");
  }

  private JsonNode data(String query, Map<String, Object> variables) {
    return administrator.data(query, variables);
  }

  /** An account with that role of the realm's administration; answers its subject. */
  private String user(String name, String role) {
    UserRepresentation user = new UserRepresentation();
    user.setUsername(name + "@example.com");
    user.setEmail(name + "@example.com");
    user.setFirstName("Help");
    user.setLastName("Desk");
    user.setEmailVerified(true);
    user.setEnabled(true);
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue(PASSWORD);
    user.setCredentials(List.of(password));
    realm.users().create(user).close();
    String subject = realm.users().searchByEmail(name + "@example.com", true).getFirst().getId();
    String management = realm.clients().findByClientId("realm-management").getFirst().getId();
    realm
        .users()
        .get(subject)
        .roles()
        .clientLevel(management)
        .add(List.of(realm.clients().get(management).roles().get(role).toRepresentation()));
    return subject;
  }

  private String passwordGrant(String name) throws IOException, InterruptedException {
    UsedSecrets.OF_THIS_RUN.text("password", PASSWORD);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username="
                            + name
                            + "%40example.com&password="
                            + PASSWORD.replace(' ', '+'))));
    return UsedSecrets.OF_THIS_RUN.token(
        "access token", JSON.readTree(answer.body()).path("access_token").asText());
  }

  private HttpResponse<String> push(
      String token, String profileId, String subject, long version, String userId)
      throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "profileId",
                profileId,
                "accounts",
                List.of(
                    Map.of(
                        "subject", subject,
                        "version", version,
                        "userId", userId,
                        "roles", List.of(editor)))));
    URI address =
        URI.create(platform.keycloak().url() + "/admin" + issuer.getPath() + "/freehold-claims");
    return send(request(address, token).PUT(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(URI address, String token) {
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private void freehold(String sql) {
    try (Connection connection = platform.freeholdDatabase();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many accounts Keycloak has something to say of. */
  private int rows(String where) {
    try (Connection connection = platform.keycloakDatabase();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery("select count(*) from freehold_claims where " + where)) {
      count.next();
      return count.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
