package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExternalProfileFieldsTest {
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
  void onlyTheDefault() {
    api.database.execute("delete from freehold.profiles where not is_default");
    provider = new TestProvider();
  }

  @AfterEach
  void stopProvider() {
    provider.close();
  }

  @Test
  void needsOnlyTheIssuerAndAnAudience() {
    JsonNode profile = create(openId("")).at("/data/authenticationProfileCreate");
    assertThat(profile.at("/type").asText()).isEqualTo("OPENID");
    assertThat(profile.at("/status").asText()).isEqualTo("READY");
    assertThat(profile.at("/openId/clientId").asText()).isEqualTo("shop");
    assertThat(profile.at("/openId/tokenKinds").asText()).isEqualTo("ID");
    assertThat(profile.at("/clientInformation/loginUrl").asText())
        .startsWith(provider.base() + "/authorize?response_type=code")
        .contains("client_id=shop");
    await().until(this::trusted);
  }

  @Test
  void derivesEverythingOfAnAuth0TenantFromDomainAndClientId() {
    try (TestProvider tenant = new TestProvider("/")) {
      JsonNode profile =
          create(
                  "name: \"Tenant\", type: AUTH0, auth0: {domain: \""
                      + tenant.base()
                      + "\", clientId: \"abc\"}")
              .at("/data/authenticationProfileCreate");
      assertThat(profile.at("/auth0/issuer").asText()).isEqualTo(tenant.base() + "/");
      assertThat(profile.at("/auth0/audiences/0").asText()).isEqualTo("abc");
      assertThat(profile.at("/auth0/databaseName").asText())
          .isEqualTo("Username-Password-Authentication");
      assertThat(profile.at("/openId").isNull()).isTrue();
    }
  }

  @Test
  void refusesThePartOfAnotherTypeByName() {
    assertThat(
            details(create("name: \"A\", type: AUTH0, openId: {issuer: \"https://a\"}"))
                .at("/openId")
                .asText())
        .isEqualTo("is not for profiles of the type AUTH0");
    assertThat(
            details(create("name: \"A\", openId: {issuer: \"https://a\"}")).at("/openId").asText())
        .isEqualTo("is not for profiles of the type BUILT_IN");
  }

  @Test
  void tellsAllFaultsOfTheIssuerByField() {
    JsonNode details =
        details(
            create(
                "name: \"A\", type: OPENID, openId: {issuer: \"ftp://a\", claims: {email: {path:"
                    + " \"/a~\"}}, roleMapping: {path: \"\", rules: [{value: \"x\", roles: [\""
                    + administratorRole()
                    + "\"]}]}}"));
    assertThat(details.at("/openId.issuer").asText()).isEqualTo("is not an absolute https URL");
    assertThat(details.at("/openId.audiences").asText()).startsWith("must name at least one");
    assertThat(details.at("/openId.roleMapping.path").asText()).contains("JSON pointer");
    assertThat(details.at("/openId.roleMapping.allowAdministrator").asText())
        .startsWith("must be true");
  }

  @Test
  void refusesAnIssuerWhoseDocumentNamesAnother() {
    provider.document.put("issuer", provider.issuer() + "/");
    assertThat(details(create(openId(""))).at("/openId.issuer").asText())
        .startsWith("The discovery document names another issuer");
  }

  @Test
  void letsAnIssuerBelongToOneProfileOnly() {
    create(openId(""));
    JsonNode error =
        create(openId("").replace("Foreign", "Other").replace("\", aud", "/\", aud"))
            .at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("EntityExistsError");
    assertThat(error.at("/details/issuer").asText()).contains("'Foreign'");
  }

  @Test
  void changesWhatIsGivenAndKeepsTheRest() {
    String id = create(openId(", tokenKinds: BOTH")).at(PATH + "/id").asText();
    JsonNode changed =
        update("id: \"" + id + "\", openId: {audiences: [\"shop\", \"api\"]}").at(UPDATED);
    assertThat(changed.at("/openId/tokenKinds").asText()).isEqualTo("BOTH");
    assertThat(changed.at("/openId/audiences").toString()).isEqualTo("[\"api\",\"shop\"]");
    assertThat(changed.at("/openId/issuer").asText()).isEqualTo(provider.issuer());
  }

  @Test
  void keepsAChangePossibleWhileTheIssuerIsDown() {
    String id = create(openId("")).at(PATH + "/id").asText();
    provider.answers(503);
    JsonNode changed = update("id: \"" + id + "\", selfSignUp: OPEN").at(UPDATED);
    assertThat(changed.at("/status").asText()).isEqualTo("READY");
    await().until(this::trusted);
  }

  @Test
  void trustsADisabledProfileNoMore() {
    String id = create(openId("")).at(PATH + "/id").asText();
    await().until(this::trusted);
    update("id: \"" + id + "\", enabled: false");
    await().until(() -> !trusted());
    update("id: \"" + id + "\", enabled: true");
    await().until(this::trusted);
  }

  @Test
  void doesNotDisableTheProfileOfTheLastAdministrator() {
    String standard =
        api.database.texts("select id from freehold.profiles where is_default").getFirst();
    assertThat(details(update("id: \"" + standard + "\", enabled: false")).at("/enabled").asText())
        .isEqualTo("No administrator could log in through another profile");
  }

  @Test
  void removesAProfileAtOnce() {
    String id = create(openId("")).at(PATH + "/id").asText();
    api.graphql(
        root, "mutation { authenticationProfileDelete(data: {id: \"" + id + "\"}) { success } }");
    assertThat(api.database.texts("select id from freehold.profiles where not is_default"))
        .isEmpty();
  }

  private static final String PATH = "/data/authenticationProfileCreate";
  private static final String UPDATED = "/data/authenticationProfileUpdate";

  private boolean trusted() {
    return api.server
        .getApplicationContext()
        .getBean(TrustedIssuers.class)
        .byIssuer(provider.issuer())
        .isPresent();
  }

  private String openId(String more) {
    return "name: \"Foreign\", type: OPENID, openId: {issuer: \""
        + provider.issuer()
        + "\", audiences: [\"shop\"]"
        + more
        + "}";
  }

  private static JsonNode create(String data) {
    return api.graphql(
        root, "mutation { authenticationProfileCreate(data: {" + data + "}) " + FIELDS + " }");
  }

  private static JsonNode update(String data) {
    return api.graphql(
        root, "mutation { authenticationProfileUpdate(data: {" + data + "}) " + FIELDS + " }");
  }

  private static final String FIELDS =
      "{ id type status clientInformation { loginUrl } openId { issuer clientId audiences"
          + " tokenKinds } auth0 { issuer audiences databaseName } }";

  private static JsonNode details(JsonNode answer) {
    return answer.at("/errors/0/details");
  }

  private static String administratorRole() {
    return api.database
        .texts("select id from freehold.roles where name = 'Administrator'")
        .getFirst();
  }
}
