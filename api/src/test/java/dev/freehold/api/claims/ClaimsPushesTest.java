package dev.freehold.api.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.SimulatedClaims.Told;
import dev.freehold.api.SimulatedKeycloak;
import dev.freehold.api.TestDatabase;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import dev.freehold.api.profile.builtin.ProfileClaims;
import io.micronaut.context.ApplicationContext;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsPushesTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final UUID ADA = UUID.fromString("0199a5b0-0000-7000-8000-00000000000a");
  private static final UUID BOB = UUID.fromString("0199a5b0-0000-7000-8000-00000000000b");

  private static TestDatabase database;
  private static SimulatedKeycloak keycloak;
  private static ApplicationContext context;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    keycloak = new SimulatedKeycloak();
    context = run();
  }

  @AfterAll
  static void stop() {
    context.close();
    keycloak.close();
  }

  @BeforeEach
  void empty() {
    keycloak.down = false;
    keycloak.claims.meanwhile = () -> {};
    switchOff();
    database.execute(
        """
        delete from freehold.identities; delete from freehold.users;
        delete from freehold.roles where not built_in;
        insert into freehold.roles (id, name) values (gen_random_uuid(), 'Editor'), (gen_random_uuid(), 'Reader')\
        """);
    awaitNothingPending();
    keycloak.accounts.clear();
    keycloak.claims.told.clear();
    keycloak.claims.pushes.clear();
  }

  @Test
  void tellsNothingWhileTheSettingIsOff() {
    user(ADA, "a1", "Editor");
    awaitNothingPending();
    assertThat(keycloak.claims.pushes).isEmpty();
    switchOn(1);
    awaitTold(Map.of("a1", ADA + " [Editor]"));
    switchOff();
    grant(ADA, "Reader");
    awaitNothingPending();
    assertThat(told()).isEqualTo(Map.of("a1", ADA + " [Editor]"));
  }

  @Test
  void tellsOfEverybodyInBoundedPortionsOnceSwitchedOn() {
    many(450);
    awaitNothingPending();
    switchOn(1);
    await().atMost(LIMIT).until(() -> keycloak.claims.told.size() == 450);
    assertThat(keycloak.claims.pushes).allMatch(size -> size <= 200);
  }

  @Test
  void tellsOfEveryChangeOfWhoSomebodyIs() {
    switchOn(1);
    user(ADA, "a1", "Editor");
    user(BOB, "b1");
    awaitTold(Map.of("a1", ADA + " [Editor]", "b1", BOB + " []"));

    grant(BOB, "Reader");
    database.execute("delete from freehold.user_roles where user_id = '%s'".formatted(ADA));
    awaitTold(Map.of("a1", ADA + " []", "b1", BOB + " [Reader]"));

    database.execute("update freehold.roles set name = 'Viewer' where name = 'Reader'");
    awaitTold(Map.of("a1", ADA + " []", "b1", BOB + " [Viewer]"));

    status(BOB, "DISABLED");
    awaitTold(Map.of("a1", ADA + " []", "b1", "nobody"));
    status(BOB, "ACTIVE");
    awaitTold(Map.of("a1", ADA + " []", "b1", BOB + " [Viewer]"));

    database.execute("update freehold.identities set enabled = false where subject = 'b1'");
    awaitTold(Map.of("a1", ADA + " []", "b1", "nobody"));
    database.execute(
        "update freehold.identities set enabled = true, user_id = '%s' where subject = 'a1'"
            .formatted(BOB));
    awaitTold(Map.of("a1", BOB + " [Viewer]", "b1", "nobody"));

    database.execute("delete from freehold.roles where name = 'Viewer'");
    awaitTold(Map.of("a1", BOB + " []", "b1", "nobody"));
    database.execute("delete from freehold.users where id = '%s'".formatted(BOB));
    awaitTold(Map.of("a1", "nobody", "b1", "nobody"));
  }

  @Test
  void letsAChangeDuringAPushHaveTheLastWord() {
    switchOn(1);
    user(ADA, "a1");
    awaitTold(Map.of("a1", ADA + " []"));
    AtomicBoolean once = new AtomicBoolean();
    keycloak.claims.meanwhile =
        () -> {
          if (once.compareAndSet(false, true)) {
            grant(ADA, "Reader");
          }
        };
    grant(ADA, "Editor");
    awaitTold(Map.of("a1", ADA + " [Editor, Reader]"));
    assertThat(once).isTrue();
  }

  @Test
  void goesOnWhenKeycloakIsUpAgain() {
    switchOn(1);
    keycloak.down = true;
    user(ADA, "a1", "Editor");
    await()
        .atMost(LIMIT)
        .until(() ->
            !database
                .texts("select last_error from freehold.claims_feeds where attempts > 1")
                .isEmpty());
    assertThat(pending()).containsExactly("a1");
    context.close();
    keycloak.down = false;
    context = run();
    awaitTold(Map.of("a1", ADA + " [Editor]"));
    awaitNothingPending();
    assertThat(database.texts("select attempts from freehold.claims_feeds")).containsExactly("0");
  }

  @Test
  void takesUpWhatANodeThatDiedHadClaimed() {
    switchOn(1);
    keycloak.down = true;
    user(ADA, "a1", "Editor");
    context.close();
    database.execute(
        """
        update freehold.claims_changes set lease = gen_random_uuid(), version = 7,
          due_at = now() - interval '1 second';
        update freehold.claims_feeds set due_at = now()\
        """);
    keycloak.down = false;
    context = run();
    awaitTold(Map.of("a1", ADA + " [Editor]"));
  }

  @Test
  void tellsOfWhatChangedWhileTheNodeCouldNotHear() {
    switchOn(1);
    user(ADA, "a1", "Editor");
    awaitTold(Map.of("a1", ADA + " [Editor]"));
    database.execute(
        "%s; delete from freehold.user_roles where user_id = '%s'"
            .formatted(TestDatabase.DEAFEN, ADA));
    awaitTold(Map.of("a1", ADA + " []"));
  }

  @Test
  void twoNodesTellOfEachAccountOnce() {
    many(450);
    awaitNothingPending();
    try (ApplicationContext other = run()) {
      assertThat(other.isRunning()).isTrue();
      switchOn(1);
      await().atMost(LIMIT).until(() -> keycloak.claims.told.size() == 450 && pending().isEmpty());
    }
    assertThat(keycloak.claims.pushes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(450);
  }

  @Test
  void getsAheadOfWhatKeycloakKnowsFromBeforeARestore() {
    keycloak.claims.told.put("a1", new Told(5_000, ADA.toString(), List.of("Gone")));
    switchOn(1);
    user(ADA, "a1", "Editor");
    awaitTold(Map.of("a1", ADA + " [Editor]"));
    assertThat(keycloak.claims.told.get("a1").version()).isGreaterThan(5_000);
  }

  @Test
  void letsAnAccountThatTheRealmDoesNotHaveHoldBackNoOther() {
    user(ADA, "a1", "Editor");
    user(BOB, "b1", "Reader");
    keycloak.accounts.remove("a1");
    switchOn(1);
    awaitTold(Map.of("b1", BOB + " [Reader]"));
    awaitNothingPending();
  }

  @Test
  void leavesNothingBehindOfAProfileThatIsRemoved() {
    keycloak.down = true;
    database.execute(
        """
        insert into freehold.profiles (id, name, type, issuer, client_id, realm, sign_up_mode, callback_urls,
          logout_urls, status)
        select '%s', 'Other', type, 'http://other.example', client_id, 'other', sign_up_mode, callback_urls,
          logout_urls, 'DELETING'
        from freehold.profiles;
        update freehold.profiles set built_in = '{"claims": {"since": 1}}' where name = 'Other';
        insert into freehold.users (id, origin) values ('%s', 'BUILT_IN');
        insert into freehold.identities (profile_id, subject, user_id) values ('%s', 'a1', '%s');
        delete from freehold.profiles where name = 'Other'\
        """
            .formatted(BOB, ADA, BOB, ADA));
    assertThat(pending()).isEmpty();
    assertThat(database.texts("select 1 from freehold.claims_feeds")).isEmpty();
  }

  @Test
  void tellsOfAllAgainAfterAReconciliation() {
    switchOn(1);
    user(ADA, "a1", "Editor");
    awaitTold(Map.of("a1", ADA + " [Editor]"));
    keycloak.claims.told.clear();
    context.getBean(ClaimsPushes.class).again(profile());
    awaitTold(Map.of("a1", ADA + " [Editor]"));
  }

  private static ApplicationContext run() {
    Map<String, Object> properties = database.properties();
    properties.put("freehold.keycloak.url", keycloak.url());
    properties.put("freehold.work.look-every", "PT1H");
    return ApplicationContext.run(properties);
  }

  private UUID profile() {
    return UUID.fromString(database.texts("select id from freehold.profiles").getFirst());
  }

  private void switchOn(long since) {
    ProfileClaims claims =
        new ProfileClaims(ProfileClaims.Layout.PLAIN, "freehold", List.of(), null, since);
    try {
      database.execute(
          "update freehold.profiles set built_in = '%s'"
              .formatted(
                  new ObjectMapper().writeValueAsString(BuiltInSettings.USUAL.withClaims(claims))));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void switchOff() {
    database.execute("update freehold.profiles set built_in = null");
  }

  private static void many(int people) {
    for (int i = 0; i < people; i++) {
      keycloak.put("many" + i, 1, "x@example.com", true, "X");
    }
    database.execute(
        """
        with made as (
          insert into freehold.users (id, origin) select gen_random_uuid(), 'BUILT_IN' from generate_series(1, %d)
          returning id),
        numbered as (select id, row_number() over () - 1 as n from made)
        insert into freehold.identities (profile_id, subject, user_id)
        select (select id from freehold.profiles), 'many' || n, id from numbered\
        """
            .formatted(people));
  }

  private void user(UUID id, String subject, String... roles) {
    keycloak.put(subject, 1, subject + "@example.com", true, "X");
    database.execute(
        """
        insert into freehold.users (id, origin) values ('%s', 'BUILT_IN');
        insert into freehold.identities (profile_id, subject, user_id)
        select id, '%s', '%s' from freehold.profiles\
        """
            .formatted(id, subject, id));
    for (String role : roles) {
      grant(id, role);
    }
  }

  private void grant(UUID user, String role) {
    database.execute(
        "insert into freehold.user_roles (user_id, role_id) select '%s', id from freehold.roles where name = '%s'"
            .formatted(user, role));
  }

  private void status(UUID user, String status) {
    database.execute(
        "update freehold.users set status = '%s' where id = '%s'".formatted(status, user));
  }

  private static void awaitNothingPending() {
    await()
        .atMost(LIMIT)
        .until(() -> {
          context.getBean(ClaimsPushes.class).wake();
          return pending().isEmpty();
        });
  }

  private static List<String> pending() {
    return database.texts("select subject from freehold.claims_changes order by subject");
  }

  private Map<String, String> told() {
    Map<String, String> told = new TreeMap<>();
    keycloak.claims.told.forEach((subject, one) ->
        told.put(subject, one.userId() == null ? "nobody" : one.userId() + " " + one.roles()));
    return told;
  }

  private void awaitTold(Map<String, String> expected) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(told()).isEqualTo(expected));
  }
}
