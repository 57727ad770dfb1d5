package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileFieldsTest {
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
  }

  @Test
  void showsTheDefaultProfileAndWhatAnApplicationNeeds() {
    JsonNode profile =
        api.graphql(
                root,
                "{ authenticationProfilesList { count items { name isDefault selfSignUp status"
                    + " statusReason roles { items { name } } allowedCallbackUrls"
                    + " clientInformation { clientId issuer loginUrl } } } }")
            .at("/data/authenticationProfilesList/items/0");
    assertThat(profile.at("/name").asText()).isEqualTo("Default");
    assertThat(profile.at("/roles/items/0/name").asText()).isEqualTo("Guest");
    assertThat(profile.at("/status").asText()).isEqualTo("PENDING");
    assertThat(profile.at("/clientInformation/issuer").asText()).endsWith("/realms/freehold");
    assertThat(profile.at("/clientInformation/loginUrl").asText())
        .contains("client_id=freehold-app", "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fauth");
  }

  @Test
  void isForAdministratorsOnly() {
    String ada = api.token("s1", "ada@example.com", true);
    for (String token : new String[] {null, ada}) {
      assertThat(code(api.graphql(token, "{ authenticationProfilesList { count } }")))
          .isEqualTo("NotAuthorizedError");
      assertThat(code(create(token, "name: \"Mine\"", "id"))).isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void keepsAProfilePendingWhileKeycloakIsDown() {
    JsonNode profile =
        create(
                root,
                "name: \"Müller & Söhne\", selfSignUp: DOMAINS, selfSignUpDomains: [\"@Bücher.de\","
                    + " \"*.Example.com\"]",
                "status statusReason selfSignUpDomains allowedCallbackUrls allowedLogoutUrls"
                    + " clientInformation { issuer }")
            .at("/data/authenticationProfileCreate");
    assertThat(profile.at("/status").asText()).isEqualTo("PENDING");
    assertThat(profile.at("/statusReason").asText()).contains("Keycloak is not ready");
    assertThat(profile.at("/selfSignUpDomains").toString())
        .isEqualTo("[\"xn--bcher-kva.de\",\"*.example.com\"]");
    assertThat(profile.at("/allowedCallbackUrls/0").asText())
        .isEqualTo("http://localhost:3000/auth/callback");
    assertThat(profile.at("/allowedLogoutUrls/0").asText())
        .isEqualTo("http://localhost:3000/logout");
    assertThat(profile.at("/clientInformation/issuer").asText()).endsWith("/realms/muller-sohne");
  }

  @Test
  void namesTheProfileThatExistsWhenCreatedTwice() {
    create(root, "name: \"Partners\"", "id");
    JsonNode error = create(root, "name: \"PARTNERS\"", "id").at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("EntityExistsError");
    assertThat(error.at("/details/name").asText())
        .isEqualTo("The profile 'Partners' exists already");
    assertThat(code(create(root, "name: \"partners!\"", "id"))).isEqualTo("EntityExistsError");
    assertThat(api.database.texts("select count(*) from freehold.profiles")).containsExactly("2");
  }

  @Test
  void tellsAllFaultsByField() {
    JsonNode details =
        create(
                root,
                "name: \" \", selfSignUp: DOMAINS, selfSignUpDomains: [\"nodot\", \"ok.com\"],"
                    + " allowedCallbackUrls: [], allowedLogoutUrls: [\"https://a/*\"], roles: [\""
                    + administratorRole()
                    + "\"], branding: {primaryColor: \"red\", logo: \"javascript:alert(1)\", name: \"<b>Acme\"}",
                "id")
            .at("/errors/0/details");
    assertThat(details.at("/name").asText()).isEqualTo("must be 1 to 100 characters");
    assertThat(details.at("/selfSignUpDomains").asText())
        .isEqualTo("not the name of an e-mail domain: nodot");
    assertThat(details.at("/allowedCallbackUrls").asText())
        .startsWith("must name at least one URL");
    assertThat(details.at("/allowedLogoutUrls").asText()).contains("wildcard");
    assertThat(details.at("/roles").asText()).contains("never by signing up");
    assertThat(details.at("/branding.primaryColor").asText()).isEqualTo("must be written #rrggbb");
    assertThat(details.at("/branding.logo").asText()).startsWith("must be an https URL");
    assertThat(details.at("/branding.name").asText()).startsWith("must be at most 60 letters");
  }

  @Test
  void changesWhatIsGivenAndKeepsTheRest() {
    String id =
        create(root, "name: \"Kept\"", "id").at("/data/authenticationProfileCreate/id").asText();
    JsonNode changed =
        api.graphql(
                root,
                "mutation { authenticationProfileUpdate(data: {id: \""
                    + id
                    + "\", selfSignUp: OPEN, branding: {primaryColor: \"#AABBCC\"}})"
                    + " { name selfSignUp branding { primaryColor } roles { count } } }")
            .at("/data/authenticationProfileUpdate");
    assertThat(changed.at("/name").asText()).isEqualTo("Kept");
    assertThat(changed.at("/selfSignUp").asText()).isEqualTo("OPEN");
    assertThat(changed.at("/branding/primaryColor").asText()).isEqualTo("#aabbcc");
    assertThat(changed.at("/roles/count").asInt()).isEqualTo(1);
  }

  @Test
  void keepsTheDefaultProfileAndThoseWithUsers() {
    String standard =
        api.database.texts("select id from freehold.profiles where is_default").getFirst();
    assertThat(code(delete(standard, true))).isEqualTo("IllegalOperationError");
    String id =
        create(root, "name: \"Used\"", "id").at("/data/authenticationProfileCreate/id").asText();
    api.database.execute(
        """
        insert into freehold.identities (profile_id, subject, user_id)
        select '%s', 'x', user_id from freehold.identities where subject = 'root'\
        """
            .formatted(id));
    JsonNode refused = delete(id, false).at("/errors/0");
    assertThat(refused.at("/details/force").asText()).contains("1 users");
    assertThat(delete(id, true).at("/data/authenticationProfileDelete/success").asBoolean())
        .isTrue();
    // Keycloak is down: the realm may still be there, so the row stays until it is gone.
    assertThat(api.database.texts("select status from freehold.profiles where id = '" + id + "'"))
        .containsExactly("DELETING");
  }

  @Test
  void acceptsNoTokenOfARealmNotProvenToBeItsOwn() {
    create(root, "name: \"Unproven\"", "id");
    String issuer =
        api.database
            .texts("select issuer from freehold.profiles where name = 'Unproven'")
            .getFirst();
    TrustedIssuers issuers = api.server.getApplicationContext().getBean(TrustedIssuers.class);
    assertThat(issuers.byIssuer(issuer)).isEmpty();
    api.database.execute("update freehold.profiles set trusted = true where name = 'Unproven'");
    await().until(() -> issuers.byIssuer(issuer).isPresent());
  }

  private static JsonNode create(String token, String data, String fields) {
    return api.graphql(
        token, "mutation { authenticationProfileCreate(data: {" + data + "}) { " + fields + " } }");
  }

  private static JsonNode delete(String id, boolean force) {
    return api.graphql(
        root,
        "mutation { authenticationProfileDelete(data: {id: \""
            + id
            + "\", force: "
            + force
            + "}) { success } }");
  }

  private static String administratorRole() {
    return api.database
        .texts("select id from freehold.roles where name = 'Administrator'")
        .getFirst();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").asText();
  }
}
