package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.platform.Wakeups;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak is written to for a reason only; see ProvisioningIT for what is written. */
class RealmWritesTest {
  private static final String REALM = "/admin/realms/freehold";
  private static SimulatedRealms keycloak;
  private static TestApi api;
  private static Provisioning provisioning;
  private static UUID profile;

  @BeforeAll
  static void start() {
    keycloak = new SimulatedRealms();
    api =
        new TestApi(
            Map.of(
                "freehold.work.look-every", "PT1H",
                "freehold.keycloak.internal-url", keycloak.url(),
                "freehold.smtp.host", "mail.example.com",
                "freehold.smtp.from", "no-reply@example.com",
                "freehold.smtp.user", "mailer",
                "freehold.smtp.password", "first"));
    keycloak.issuer =
        api.server
            .getApplicationContext()
            .getRequiredProperty("freehold.keycloak.url", String.class);
    provisioning = api.server.getApplicationContext().getBean(Provisioning.class);
    profile = UUID.fromString(text("select id from freehold.profiles where is_default"));
  }

  @AfterAll
  static void stop() {
    api.close();
    keycloak.close();
  }

  @BeforeEach
  void theRealmFollows() {
    await()
        .until(() -> text("select status from freehold.profiles where is_default").equals("READY"));
    assertThat(provisioning.repair(profile)).isEmpty();
    keycloak.requests.clear();
  }

  @Test
  void aRealmThatFollowsIsNotWritten() {
    assertThat(provisioning.repair(profile)).isEmpty();

    assertThat(keycloak.requests).contains("GET " + REALM);
    assertThat(keycloak.writes()).isEmpty();
  }

  @Test
  void onlyWhatDiffersIsWritten() {
    keycloak.at(REALM).put("passwordPolicy", "length(1)");

    assertThat(provisioning.repair(profile)).isEmpty();

    assertThat(keycloak.writes()).containsExactly("PUT " + REALM);
    assertThat(keycloak.at(REALM).get("passwordPolicy").asText()).startsWith("length(8)");
  }

  @Test
  void whoWaitedForAnotherPassLeavesAReadyProfileAlone() throws Exception {
    ProvisioningLock lock = api.server.getApplicationContext().getBean(ProvisioningLock.class);
    CompletableFuture<Optional<RealmRefusal>> waiting =
        lock.hold(
            profile,
            () -> {
              api.database.execute(
                  "update freehold.profiles set status = 'PENDING' where is_default");
              CompletableFuture<Optional<RealmRefusal>> pass =
                  CompletableFuture.supplyAsync(() -> provisioning.resume(profile));
              await()
                  .until(() ->
                      !api.database
                          .texts(
                              "select pid from pg_locks where locktype = 'advisory' and not granted")
                          .isEmpty());
              api.database.execute(
                  "update freehold.profiles set status = 'READY' where is_default");
              keycloak.at(REALM).put("passwordPolicy", "length(1)");
              return pass;
            });

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(keycloak.requests).isEmpty();
    assertThat(keycloak.at(REALM).get("passwordPolicy").asText()).isEqualTo("length(1)");
  }

  @Test
  void theWorkerRepairsWhatItFindsAtStartAndLeavesWhatIsMadeLaterForItsTime() {
    ProvisioningWorker worker = worker();
    keycloak.at(REALM).put("passwordPolicy", "length(1)");
    worker.pass();
    assertThat(keycloak.writes()).containsExactly("PUT " + REALM);

    create("Fresh", "selfSignUp: OPEN");
    keycloak.requests.clear();
    worker.pass();
    assertThat(keycloak.requests).isEmpty();
  }

  @Test
  void whatNobodyIsAtIsTakenUpWhenTheDatabaseTellsOfIt() {
    api.database.execute(
        "update freehold.profiles set status = 'PENDING', status_reason = 'by a test' where is_default");
    await()
        .until(() -> text("select status from freehold.profiles where is_default").equals("READY"));
    assertThat(text("select count(*) from freehold.profiles where status_reason is not null"))
        .isEqualTo("0");
  }

  @Test
  void whatItsChangerIsAtIsLeftToHim() {
    api.database.execute(
        "update freehold.profiles set status = 'PENDING', status_reason = null where is_default");
    ProvisioningWorker worker = worker();
    worker.pass();
    keycloak.requests.clear();
    api.database.execute(
        "update freehold.profiles set status = 'PENDING', revision = revision + 1 where is_default");
    assertThat(worker.pass().orElseThrow()).isPositive();
    assertThat(keycloak.requests).isEmpty();
    api.database.execute(
        "update freehold.profiles set status_reason = 'by a test' where is_default");
    worker.pass();
    assertThat(text("select status from freehold.profiles where is_default")).isEqualTo("READY");
  }

  @Test
  void secretsAreWrittenAnewWithAChangeOfTheProfileOnly() {
    String id =
        create(
            "Secrets",
            "builtIn: {mail: {host: \"own.example.com\", from: \"a@example.com\", user: \"u\","
                + " password: \"kept\"}}");
    String realm = "/admin/realms/secrets";
    keycloak.at(realm).withObjectProperty("smtpServer").put("password", "of somebody else");
    keycloak.requests.clear();

    assertThat(provisioning.repair(UUID.fromString(id))).isEmpty();
    assertThat(keycloak.writes()).isEmpty();

    api.graphql(
        api.administrator("root"),
        "mutation { authenticationProfileUpdate(data: {id: \"" + id + "\"}) { status } }");
    assertThat(keycloak.writes()).containsExactly("PUT " + realm);
    assertThat(keycloak.at(realm).at("/smtpServer/password").asText()).isEqualTo("kept");
  }

  @Test
  void anotherPasswordOfTheInstallationsMailServerIsNoticedAtStart() {
    assertThat(keycloak.at(REALM).toString()).contains("\"password\":\"first\"");
    try (EmbeddedServer node = api.anotherNode(Map.of("freehold.smtp.password", "second"))) {
      await().until(() -> keycloak.writes().contains("PUT " + REALM));
      assertThat(keycloak.at(REALM).at("/smtpServer/password").asText()).isEqualTo("second");
      assertThat(keycloak.at(REALM).at("/attributes").toString()).doesNotContain("second");
      assertThat(node.isRunning()).isTrue();
    }
  }

  /** One that is not started. */
  private static ProvisioningWorker worker() {
    ApplicationContext beans = api.server.getApplicationContext();
    return new ProvisioningWorker(
        beans.getBean(FirstStart.class),
        beans.getBean(ProfileRepository.class),
        provisioning,
        beans.getBean(KeycloakSettings.class),
        beans.getBean(Wakeups.class),
        Duration.ofMinutes(10));
  }

  private static String create(String name, String more) {
    JsonNode made =
        api.graphql(
            api.administrator("root"),
            "mutation { authenticationProfileCreate(data: {name: \"%s\", %s}) { id status } }"
                .formatted(name, more));
    JsonNode profile = made.at("/data/authenticationProfileCreate");
    assertThat(profile.path("status").asText()).as("%s", made).isEqualTo("READY");
    return profile.get("id").asText();
  }

  private static String text(String sql) {
    return api.database.texts(sql).getFirst();
  }
}
