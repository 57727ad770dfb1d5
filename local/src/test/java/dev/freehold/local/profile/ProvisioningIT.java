package dev.freehold.local.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

class ProvisioningIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestPlatform platform = TestPlatform.shared();
  private final AdministratorClient administrator = new AdministratorClient(platform);

  @BeforeEach
  void defaultProfileIsReady() {
    platform.api();
    awaitStatus("Default", "READY");
  }

  @Test
  void makesTheRealmOfTheDefaultProfile() throws SQLException {
    RealmRepresentation realm = realm("freehold").toRepresentation();
    assertThat(realm.getAttributes())
        .containsEntry(
            "freehold.profile.id",
            texts("select id from freehold.profiles where is_default").getFirst())
        .containsEntry("freehold.signup.mode", "open");
    assertThat(realm.isRegistrationAllowed()).isTrue();
    assertThat(realm.isBruteForceProtected()).isTrue();
    assertThat(realm.isDuplicateEmailsAllowed()).isFalse();
    assertThat(realm.getLoginTheme()).isEqualTo("freehold");
    ClientRepresentation client = client("freehold").toRepresentation();
    assertThat(client.isPublicClient()).isTrue();
    assertThat(client.isDirectAccessGrantsEnabled()).isFalse();
    assertThat(client.isImplicitFlowEnabled()).isFalse();
    assertThat(client.isFullScopeAllowed()).isFalse();
    assertThat(client.getRedirectUris())
        .containsExactlyInAnyOrder(
            "http://localhost:3000/auth/callback", platform.api().url() + "/");
    assertThat(client.getAttributes())
        .containsEntry("pkce.code.challenge.method", "S256")
        .containsEntry(
            "post.logout.redirect.uris",
            "http://localhost:3000/logout##" + platform.api().url() + "/");
  }

  @Test
  void makesTheFirstAdministratorOnce() throws SQLException {
    restartApi();
    assertThat(
            texts(
                """
                select i.subject from freehold.identities i
                  join freehold.user_roles ur on ur.user_id = i.user_id
                  join freehold.roles r on r.id = ur.role_id and r.name = 'Administrator'
                  join freehold.users u on u.id = i.user_id and u.email_verified\
                """))
        .containsExactly(
            realm("freehold")
                .users()
                .searchByEmail(platform.administratorEmail(), true)
                .getFirst()
                .getId());
    administrator.logIn();
    assertThat(administrator.graphql("{ user { email } }").at("/data/user/email").asText())
        .isEqualTo(platform.administratorEmail());
  }

  @Test
  void repairsDriftAtStartAndKeepsWhatIsNotItsOwn() {
    RealmRepresentation realm = realm("freehold").toRepresentation();
    realm.setDuplicateEmailsAllowed(true);
    realm.setBruteForceProtected(false);
    realm.getAttributes().put("freehold.signup.mode", "off");
    realm.getAttributes().put("somebody.elses", "kept");
    realm("freehold").update(realm);
    ClientResource resource = client("freehold");
    ClientRepresentation client = resource.toRepresentation();
    client.setRedirectUris(List.of("*"));
    client.setDirectAccessGrantsEnabled(true);
    client.getAttributes().put("pkce.code.challenge.method", "");
    resource.update(client);
    List<ProtocolMapperRepresentation> mappers = resource.getProtocolMappers().getMappers();
    resource.getProtocolMappers().delete(mappers.getFirst().getId());

    restartApi();

    // The client and its mappers come first, the realm's own settings last.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          RealmRepresentation repaired = realm("freehold").toRepresentation();
          assertThat(repaired.isDuplicateEmailsAllowed()).isFalse();
          assertThat(repaired.isBruteForceProtected()).isTrue();
          assertThat(repaired.getAttributes())
              .containsEntry("freehold.signup.mode", "open")
              .containsEntry("somebody.elses", "kept");
        });
    assertThat(client("freehold").getProtocolMappers().getMappers()).hasSameSizeAs(mappers);
    ClientRepresentation after = client("freehold").toRepresentation();
    assertThat(after.getRedirectUris()).doesNotContain("*").hasSize(2);
    assertThat(after.isDirectAccessGrantsEnabled()).isFalse();
    assertThat(after.getAttributes()).containsEntry("pkce.code.challenge.method", "S256");
    assertThat(realm("freehold").clients().findByClientId("freehold-app")).hasSize(1);
  }

  @Test
  void makesChangesAndRemovesAProfileWithItsRealm() throws SQLException {
    administrator.logIn();
    JsonNode made = create("Partner Firms", "selfSignUp: DOMAINS, selfSignUpDomains: [\"@a.com\"]");
    assertThat(made.at("/data/authenticationProfileCreate/status").asText()).isEqualTo("READY");
    RealmRepresentation realm = realm("partner-firms").toRepresentation();
    assertThat(realm.getAttributes())
        .containsEntry("freehold.signup.mode", "domains")
        .containsEntry("freehold.signup.domains", "a.com");
    assertThat(realm.isVerifyEmail()).isTrue();

    JsonNode again = create("partner firms", "selfSignUp: OPEN").at("/errors/0");
    assertThat(again.at("/code").asText()).isEqualTo("EntityExistsError");
    assertThat(again.at("/details/name").asText()).contains("Partner Firms");

    String id = made.at("/data/authenticationProfileCreate/id").asText();
    administrator.graphql(
        "mutation { authenticationProfileUpdate(data: {id: \""
            + id
            + "\", selfSignUp: OFF}) { status } }");
    assertThat(realm("partner-firms").toRepresentation().isRegistrationAllowed()).isFalse();

    administrator.graphql(
        "mutation { authenticationProfileDelete(data: {id: \"" + id + "\"}) { success } }");
    assertThat(texts("select name from freehold.profiles where id = '" + id + "'")).isEmpty();
    assertThat(realmNames()).doesNotContain("partner-firms");
  }

  @Test
  void neverAdoptsARealmThatIsNotItsOwn() throws SQLException {
    administrator.logIn();
    RealmRepresentation foreign = new RealmRepresentation();
    foreign.setRealm("somebody-else");
    foreign.setAttributes(Map.of("theirs", "yes"));
    platform.admin().realms().create(foreign);
    try {
      JsonNode error = create("Somebody Else", "selfSignUp: OPEN").at("/errors/0");
      assertThat(error.at("/code").asText()).isEqualTo("EntityExistsError");
      assertThat(error.at("/details/name").asText()).contains("not made for this profile");
      assertThat(texts("select name from freehold.profiles where realm = 'somebody-else'"))
          .isEmpty();
      RealmRepresentation after = platform.admin().realm("somebody-else").toRepresentation();
      assertThat(after.getAttributes()).doesNotContainKey("freehold.profile.id");
      assertThat(after.isRegistrationAllowed()).isFalse();
    } finally {
      platform.admin().realm("somebody-else").remove();
    }
  }

  @Test
  void provisionsLaterWhatWasAskedForWhileKeycloakWasDown() throws SQLException {
    administrator.logIn();
    administrator.graphql("{ user { id } }");
    platform.keycloak().stop();
    try {
      JsonNode made = create("Patient", "selfSignUp: OPEN").at("/data/authenticationProfileCreate");
      assertThat(made.at("/status").asText()).isEqualTo("PENDING");
      assertThat(made.at("/statusReason").asText()).contains("Keycloak does not answer");
    } finally {
      platform.keycloak().start();
    }
    awaitStatus("Patient", "READY");
    assertThat(realm("patient").toRepresentation().isRegistrationAllowed()).isTrue();
    execute("update freehold.profiles set status = 'DELETING' where name = 'Patient'");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(realmNames()).doesNotContain("patient"));
  }

  private JsonNode create(String name, String more) {
    return administrator.graphql(
        "mutation { authenticationProfileCreate(data: {name: \""
            + name
            + "\", "
            + more
            + "}) { id status statusReason } }");
  }

  private void restartApi() {
    platform.stopApi();
    platform.api();
  }

  private RealmResource realm(String name) {
    // A token from before the realm was made has no rights in it.
    platform.admin().tokenManager().grantToken();
    return platform.admin().realm(name);
  }

  private ClientResource client(String realm) {
    var clients = realm(realm).clients();
    return clients.get(clients.findByClientId("freehold-app").getFirst().getId());
  }

  private List<String> realmNames() {
    platform.admin().tokenManager().grantToken();
    return platform.admin().realms().findAll().stream().map(RealmRepresentation::getRealm).toList();
  }

  private void awaitStatus(String profile, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(texts("select status from freehold.profiles where name = '" + profile + "'"))
                .containsExactly(status));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = platform.freeholdDatabase();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = platform.freeholdDatabase();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
