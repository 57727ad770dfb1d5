package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.SimulatedKeycloak;
import dev.freehold.api.TestDatabase;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, neither of which looks for sessions to be ended by itself within the test's time. */
class SessionEndingsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static TestDatabase database;
  private static SimulatedKeycloak keycloak;
  private static ApplicationContext one;
  private static ApplicationContext other;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    keycloak = new SimulatedKeycloak();
    Map<String, Object> properties = database.properties();
    properties.put("freehold.keycloak.url", keycloak.url());
    properties.put("freehold.work.look-every", "PT1H");
    one = ApplicationContext.run(properties);
    other = ApplicationContext.run(properties);
    keycloak.owner = database.texts("select id from freehold.profiles").getFirst();
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    keycloak.close();
  }

  @BeforeEach
  void empty() {
    keycloak.down = false;
    database.execute("delete from freehold.session_endings");
    keycloak.loggedOut.clear();
  }

  @Test
  void endsEachOnceAsSoonAsItIsAskedFor() {
    List<String> people = IntStream.range(0, 24).mapToObj(i -> "s" + i).toList();
    database.execute(
        people.stream().map(SessionEndingsTest::asked).collect(Collectors.joining("; ")));
    awaitNothingLeft();
    assertThat(keycloak.loggedOut).containsExactlyInAnyOrderElementsOf(people);
  }

  @Test
  void endsThemAgainWhenAskedForAgain() {
    keycloak.down = true;
    ask("ada");
    awaitTries(1);
    database.execute("update freehold.session_endings set due_at = now() + interval '1 hour'");
    keycloak.down = false;
    ask("ada");
    awaitNothingLeft();
    // A try that was under way ends them, too.
    assertThat(keycloak.loggedOut).contains("ada");
  }

  @Test
  void goesOnByItselfWhenKeycloakIsUpAgain() {
    keycloak.down = true;
    ask("ada");
    awaitTries(2);
    keycloak.down = false;
    awaitNothingLeft();
    assertThat(keycloak.loggedOut).containsExactly("ada");
  }

  @Test
  void endsWhatWasAskedForWhileNobodyCouldHear() {
    database.execute(TestDatabase.DEAFEN + "; " + asked("ada"));
    awaitNothingLeft();
    assertThat(keycloak.loggedOut).containsExactly("ada");
  }

  private static void ask(String subject) {
    database.execute(asked(subject));
  }

  private static String asked(String subject) {
    return """
    insert into freehold.session_endings (profile_id, subject) select id, '%s' from freehold.profiles
    on conflict (profile_id, subject) do update
    set requested_at = now(), attempts = 0, due_at = now(), last_error = null\
    """
        .formatted(subject);
  }

  private static void awaitTries(int atLeast) {
    await()
        .atMost(LIMIT)
        .until(() ->
            !database
                .texts(
                    "select 1 from freehold.session_endings where last_error is not null and attempts >= "
                        + atLeast)
                .isEmpty());
  }

  private static void awaitNothingLeft() {
    await()
        .atMost(LIMIT)
        .until(() -> database.texts("select 1 from freehold.session_endings").isEmpty());
  }
}
