package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.outbox.HostedPages.Page;
import dev.freehold.local.outbox.RecordingReceiver.Received;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** What makes tokens count no longer, and which sessions each event names. */
class RevocationEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EMAIL = "ada@example.com";
  private static final String NEW_PASSWORD = "another good password";

  private final TestPlatform platform = TestPlatform.shared();
  private TestRealm realm;
  private RecordingReceiver receiver;
  private UserResource user;

  @BeforeEach
  void takeThePlaceOfTheApi() throws IOException {
    platform.stopApi();
    receiver = RecordingReceiver.at(platform.webhook());
    realm = TestRealm.create(platform, change -> {});
    user = realm.user(EMAIL);
  }

  @AfterEach
  void leave() {
    realm.close();
    receiver.close();
  }

  @Test
  void namesTheSessionsThatAnAdministratorEnds() throws IOException, InterruptedException {
    String first = session();
    String second = session();
    String third = session();
    realm.admin().deleteSession(first, false);
    Received one = last("user.logged_out");
    assertThat(one.data().path("sessionId").asText()).isEqualTo(first);
    assertThat(one.data().path("subject").asText()).isEqualTo(user.toRepresentation().getId());
    assertThat(one.data().path("actor").asText()).isEqualTo("admin");

    user.logout();
    await().atMost(PATIENCE).until(() -> count("user.logged_out") == 2);
    JsonNode all = last("user.logged_out").data();
    assertThat(all.path("sessionId").isNull()).isTrue();
    assertThat(texts(all.at("/sessions/ended"))).containsExactlyInAnyOrder(second, third);
    assertThat(all.path("notBefore").asLong())
        .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
  }

  @Test
  void tellsOfARealmWhoseSessionsAllEnd() throws IOException, InterruptedException {
    session();
    long before = Instant.now().getEpochSecond();
    realm.admin().logoutAll();
    JsonNode loggedOut = last("realm.logged_out").data();
    assertThat(loggedOut.path("subject").isNull()).isTrue();
    assertThat(loggedOut.path("user").isNull()).isTrue();
    assertThat(loggedOut.path("notBefore").asLong()).isGreaterThan(before);

    long limit = loggedOut.path("notBefore").asLong() + 5;
    RealmRepresentation change = realm.admin().toRepresentation();
    change.setNotBefore((int) limit);
    realm.admin().update(change);
    realm.admin().pushRevocation();
    await().atMost(PATIENCE).until(() -> count("realm.logged_out") == 2);
    assertThat(last("realm.logged_out").data().path("notBefore").asLong()).isEqualTo(limit);
    assertThat(last("realm.logged_out").data().path("sequence").asLong()).isEqualTo(2);
  }

  @Test
  void tellsOfAPasswordThatAnAdministratorSets() throws IOException, InterruptedException {
    String session = session();
    CredentialRepresentation password = new CredentialRepresentation();
    password.setType(CredentialRepresentation.PASSWORD);
    password.setValue(NEW_PASSWORD);
    user.resetPassword(password);
    JsonNode changed = last("user.password_changed").data();
    assertThat(changed.path("sessionId").isNull()).isTrue();
    assertThat(texts(changed.at("/sessions/kept"))).containsExactly(session);
    assertThat(changed.at("/sessions/ended")).isEmpty();
    assertThat(changed.path("notBefore").asLong()).isPositive();
  }

  @Test
  void tellsWhichSessionsAUserEndsWithANewPassword() throws IOException, InterruptedException {
    String elsewhere = session();
    HostedPages pages = realm.pages();
    Page form = logIn(pages);
    assertThat(form.leftFor(realm.app())).isTrue();
    String here = others(elsewhere).getFirst();

    changePassword(pages, Map.of());
    JsonNode kept = last("user.password_changed").data();
    assertThat(kept.path("sessionId").asText()).isEqualTo(here);
    assertThat(texts(kept.at("/sessions/kept"))).containsExactly(elsewhere);

    changePassword(pages, Map.of("logout-sessions", "on"));
    await().atMost(PATIENCE).until(() -> count("user.password_changed") == 2);
    JsonNode ended = last("user.password_changed").data();
    assertThat(texts(ended.at("/sessions/ended"))).contains(elsewhere);
    // Which session acts is Keycloak's affair; whoever is said to be kept must be.
    assertThat(texts(ended.at("/sessions/kept"))).doesNotContain(elsewhere);
    assertThat(sessions()).containsAll(texts(ended.at("/sessions/kept")));
    assertThat(
            receiver.taken(realm.name()).stream()
                .filter(event -> event.type().equals("user.logged_out"))
                .map(event -> event.data().path("sessionId").asText()))
        .contains(elsewhere);
  }

  private void changePassword(HostedPages pages, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("password-new", NEW_PASSWORD + more.size());
    fields.put("password-confirm", NEW_PASSWORD + more.size());
    Page form = pages.logIn(realm.name(), "&kc_action=UPDATE_PASSWORD");
    assertThat(pages.post(form.form(), fields).leftFor(realm.app())).isTrue();
  }

  private Page logIn(HostedPages pages) throws IOException, InterruptedException {
    return pages.post(
        pages.logIn(realm.name(), "").form(),
        Map.of("username", EMAIL, "password", TestRealm.PASSWORD));
  }

  /** Logs in by password; the id of the session that this makes. */
  private String session() throws IOException, InterruptedException {
    List<String> before = sessions();
    assertThat(realm.token(EMAIL)).isNotEmpty();
    return others(before.toArray(String[]::new)).getFirst();
  }

  private List<String> others(String... known) {
    List<String> all = sessions();
    return all.stream().filter(id -> !List.of(known).contains(id)).toList();
  }

  private List<String> sessions() {
    return user.getUserSessions().stream().map(UserSessionRepresentation::getId).toList();
  }

  private Received last(String type) {
    await().atMost(PATIENCE).until(() -> count(type) > 0);
    return receiver.taken(realm.name()).stream()
        .filter(event -> event.type().equals(type))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private long count(String type) {
    return receiver.types(realm.name()).stream().filter(type::equals).count();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
