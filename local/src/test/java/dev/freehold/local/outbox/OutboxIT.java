package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.local.TestPlatform;
import dev.freehold.local.outbox.RecordingReceiver.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

class OutboxIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NEW_PASSWORD = "another good password";

  private final TestPlatform platform = TestPlatform.shared();
  private TestRealm realm;
  private RecordingReceiver receiver;

  @BeforeEach
  void takeThePlaceOfTheApi() throws IOException {
    platform.stopApi();
    receiver = RecordingReceiver.at(platform.webhook());
    realm = TestRealm.create(platform, change -> {});
  }

  @AfterEach
  void leave() {
    realm.close();
    receiver.close();
  }

  private void awaitTypes(String... types) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(receiver.types(realm.name())).containsExactly(types));
  }

  private static void change(UserResource user, Consumer<UserRepresentation> change) {
    UserRepresentation representation = user.toRepresentation();
    change.accept(representation);
    user.update(representation);
  }

  @Test
  void tellsWhatAnAdministratorDoesInOrder() throws IOException, InterruptedException {
    UserResource user = realm.user("ada@example.com");
    change(user, ada -> ada.setFirstName("Augusta"));
    change(user, ada -> ada.setFirstName("Augusta"));
    user.resetPassword(password());
    change(user, ada -> ada.setEmailVerified(true));
    change(user, ada -> ada.setEnabled(false));
    change(
        user,
        ada -> {
          ada.setEnabled(true);
          ada.setEmail("lovelace@example.com");
        });
    assertThat(
            Rest.token(
                platform.keycloak().url(), realm.name(), "lovelace@example.com", NEW_PASSWORD))
        .isNotEmpty();
    user.logout();
    user.remove();
    awaitTypes(
        "user.created",
        "user.updated",
        "user.password_changed",
        "user.email_verified",
        "user.disabled",
        "user.updated",
        "user.enabled",
        "user.logged_in",
        "user.logged_out",
        "user.deleted");
    List<Received> events = receiver.taken(realm.name());
    assertThat(events.stream().map(event -> event.data().path("sequence").asLong()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
    assertThat(events.stream().map(event -> event.data().path("actor").asText()).toList())
        .containsExactly(
            "admin", "admin", "admin", "admin", "admin", "admin", "admin", "user", "admin",
            "admin");
    assertThat(events.get(7).data().path("sessionId").asText()).isNotEmpty();
    assertThat(events.get(8).data().path("sessionId").isNull()).isTrue();
    assertThat(events.get(9).data().path("user").path("email").asText())
        .isEqualTo("lovelace@example.com");
    assertThat(events.get(0).data().path("profileId").asText())
        .isEqualTo(realm.admin().toRepresentation().getAttributes().get("freehold.profile.id"));
  }

  private static CredentialRepresentation password() {
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue(NEW_PASSWORD);
    return password;
  }

  @Test
  void tellsWhatUsersDoThemselves() throws IOException, InterruptedException {
    assertThat(realm.register("ada@example.com")).isTrue();
    String token = realm.token("ada@example.com");
    assertThat(
            Rest.post(realm.account(), token, TestRealm.profile("ada@example.com", "Augusta"))
                .status())
        .isEqualTo(204);
    awaitTypes("user.created", "user.logged_in", "user.logged_in", "user.updated");
    assertThat(receiver.taken(realm.name()))
        .allMatch(event -> event.data().path("actor").asText().equals("user"));
    assertThat(receiver.taken(realm.name()).get(3).data().path("user").path("firstName").asText())
        .isEqualTo("Augusta");
  }

  @Test
  void leavesNoRowWhenTheRegistrationRollsBack()
      throws IOException, InterruptedException, SQLException {
    // Deferred: it fails at the commit itself, after the outbox row was written.
    failing(
        "USER_ENTITY",
        "constraint trigger",
        "deferrable initially deferred",
        "new.USERNAME = 'rolled-back@example.com'",
        () -> assertThat(realm.register("rolled-back@example.com")).isFalse());
    assertThat(realm.has("rolled-back@example.com")).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void refusesTheChangeWhoseEventCannotBeWritten()
      throws IOException, InterruptedException, SQLException {
    failing(
        "FREEHOLD_OUTBOX",
        "trigger",
        "",
        "new.PAYLOAD like '%unwritten@example.com%'",
        () -> assertThat(realm.register("unwritten@example.com")).isFalse());
    assertThat(realm.has("unwritten@example.com")).isFalse();
    assertThat(realm.register("written@example.com")).isTrue();
  }

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  /** Runs the action while inserts into a table fail under a condition. */
  private void failing(String table, String kind, String when, String condition, Action action)
      throws SQLException, IOException, InterruptedException {
    sql(
        "create function freehold_test_fail() returns trigger language plpgsql as "
            + "$$ begin if "
            + condition
            + " then raise exception 'as the test wants'; end if; return new; end $$");
    sql(
        "create %s freehold_test_fail after insert on %s %s for each row execute function freehold_test_fail()"
            .formatted(kind, table, when));
    try {
      action.run();
    } finally {
      sql("drop trigger freehold_test_fail on " + table);
      sql("drop function freehold_test_fail");
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = platform.keycloakDatabase();
        Statement execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }

  private long rows() throws SQLException {
    try (Connection connection = platform.keycloakDatabase();
        var query =
            connection.prepareStatement(
                "select count(*) from FREEHOLD_OUTBOX o join REALM r on r.ID = o.REALM_ID where r.NAME = ?")) {
      query.setString(1, realm.name());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Test
  void deliversInOrderThroughErrorsTimeoutsAndRefusedConnections() throws IOException {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    receiver.answer(event -> {
      String key =
          event.path("data").path("subject").asText() + event.path("data").path("sequence");
      if (!seen.add(key)) {
        return 204;
      }
      return switch (event.path("type").asText()) {
        case "user.created" -> 500;
        case "user.disabled" -> RecordingReceiver.HANG;
        default -> 302;
      };
    });
    List<UserResource> users =
        IntStream.range(0, 3).mapToObj(i -> realm.user("user" + i + "@example.com")).toList();
    users.forEach(user -> change(user, one -> one.setEnabled(false)));
    users.forEach(user -> change(user, one -> one.setFirstName("Other")));
    await().atMost(PATIENCE).until(() -> receiver.taken(realm.name()).size() == 9);
    assertOrder();
    receiver.close();
    users.forEach(user -> change(user, one -> one.setEnabled(true)));
    RecordingReceiver earlier = receiver;
    receiver = RecordingReceiver.at(platform.webhook());
    await().atMost(PATIENCE).until(() -> receiver.taken(realm.name()).size() == 3);
    assertThat(receiver.types(realm.name())).containsOnly("user.enabled");
    assertThat(earlier.all(realm.name())).hasSizeGreaterThanOrEqualTo(18);
  }

  private void assertOrder() {
    Map<String, List<Long>> sequences = new HashMap<>();
    for (Received event : receiver.taken(realm.name())) {
      sequences
          .computeIfAbsent(event.data().path("subject").asText(), subject -> new ArrayList<>())
          .add(event.data().path("sequence").asLong());
    }
    assertThat(sequences.values()).allMatch(List.of(1L, 2L, 3L)::equals);
  }

  @Test
  void deliversAfterKeycloakWasKilledRightAfterARegistration()
      throws IOException, InterruptedException {
    receiver.close();
    try {
      assertThat(realm.register("survivor@example.com")).isTrue();
      platform.keycloak().kill();
      receiver = RecordingReceiver.at(platform.webhook());
    } finally {
      platform.keycloak().start();
    }
    awaitTypes("user.created", "user.logged_in");
  }

  @Test
  void signsWithBothSecretsWhileOneIsReplaced() throws Exception {
    realm.user("ada@example.com");
    awaitTypes("user.created");
    Received event = receiver.taken(realm.name()).get(0);
    assertThat(event.signature().split(" ", -1))
        .containsExactly(
            signature(platform.webhookSecret(), event),
            signature(platform.previousWebhookSecret(), event));
  }

  private static String signature(String secret, Received event) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    String message = event.id() + '.' + event.timestamp() + '.' + event.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsDeadLettersUntilTheyAreReplayed() throws IOException, InterruptedException {
    receiver.answer(event -> event.path("type").asText().equals("user.created") ? 400 : 204);
    UserResource user = realm.user("ada@example.com");
    change(user, ada -> ada.setFirstName("Augusta"));
    // The later event goes on once the earlier is given up.
    awaitTypes("user.updated");
    String admin = platform.admin().tokenManager().getAccessTokenString();
    Rest.Answer list = Rest.get(realm.deadLetters(), admin);
    assertThat(list.status()).isEqualTo(200);
    var letters = list.json();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).path("type").asText()).isEqualTo("user.created");
    assertThat(letters.get(0).path("attempts").asInt()).isEqualTo(3);
    assertThat(letters.get(0).path("reason").asText()).isEqualTo("status 400");
    assertThat(letters.get(0).has("payload")).isFalse();

    URI replay = URI.create(realm.deadLetters() + "/replay");
    String ordinary = realm.token("ada@example.com");
    assertThat(Rest.get(realm.deadLetters(), ordinary).status()).isEqualTo(403);
    assertThat(Rest.post(replay, ordinary, "{}").status()).isEqualTo(403);
    assertThat(Rest.get(realm.deadLetters(), "nonsense").status()).isEqualTo(401);
    realm.grant(user, "view-events");
    String viewer = realm.token("ada@example.com");
    assertThat(Rest.get(realm.deadLetters(), viewer).json()).hasSize(1);
    assertThat(Rest.post(replay, viewer, "{}").status()).isEqualTo(403);

    receiver.answer(event -> 204);
    for (String body : List.of("", "{\"id\": []}", "{\"ids\": null}", "[]")) {
      assertThat(Rest.post(replay, admin, body).status()).as(body).isEqualTo(400);
    }
    String unknown = "{\"ids\": [\"unknown\"]}";
    assertThat(Rest.post(replay, admin, unknown).json().path("replayed").asInt(-1)).isZero();
    String id = "{\"ids\": [\"%s\"]}".formatted(letters.get(0).path("id").asText());
    assertThat(Rest.post(replay, admin, id).json().path("replayed").asInt()).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(receiver.types(realm.name())).contains("user.created"));
    assertThat(Rest.get(realm.deadLetters(), admin).json()).isEmpty();
  }

  @Test
  void keepsSilentAboutRealmsThatAreNotOurs() throws IOException, InterruptedException {
    try (TestRealm other =
        TestRealm.create(
            platform, change -> change.getAttributes().remove("freehold.profile.id"))) {
      other.user("stranger@example.com");
      realm.user("ada@example.com");
      awaitTypes("user.created");
      assertThat(receiver.all(other.name())).isEmpty();
    }
  }

  @Test
  void showsTheOutboxInKeycloaksMetrics() throws IOException, InterruptedException {
    realm.user("ada@example.com");
    awaitTypes("user.created");
    HttpResponse<String> metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(platform.keycloak().managementUrl() + "/metrics"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(metrics.body())
        .contains(
            "freehold_outbox_pending", "freehold_outbox_dead", "freehold_outbox_oldest_seconds")
        .contains("freehold_outbox_lag_seconds_count");
    System.out.println(
        "Lag of the last event: " + receiver.taken(realm.name()).get(0).lag().toMillis() + " ms");
  }
}
