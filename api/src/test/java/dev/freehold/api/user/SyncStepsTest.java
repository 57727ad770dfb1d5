package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.freehold.api.SimulatedKeycloak.Account;
import dev.freehold.api.TestApi;
import dev.freehold.api.user.SyncSteps.Injection;
import dev.freehold.api.user.SyncSteps.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Whatever breaks between any two steps of an event's way, afterwards Users equals the sender's
 * accounts. A sender with Keycloak's rules (signed, in order for each account, again until taken)
 * meets 200 breakages and more at random points; the seed is fixed, and printed.
 */
class SyncStepsTest {
  private static final long SEED = Long.getLong("freehold.test.seed", 20_261_121L);
  private static final int LEAST = 200;
  private static final int ACCOUNTS = 60;
  private static final int SENDERS = 4;

  private static final List<Mode> MODES = List.of(Mode.values());

  /** What every event passes, the repositories' points named by their methods. */
  private static final List<String> ALWAYS =
      List.of(
          "received",
          "signature",
          "realmOf",
          "take",
          "lock",
          "find",
          "conclude",
          "audit",
          "committed");

  private static final List<String> MAKING =
      List.of("insertUser", "insertIdentity", "grantRolesOfProfile");
  private static final List<String> CHANGING = List.of("updateIdentity", "lockUser", "updateUser");
  private static final List<String> REMOVING =
      List.of("bury", "lockUser", "deleteUserWithoutIdentity");

  /** Where the breakages are told at length. */
  private static final List<String> LOUD =
      List.of(
          "io.micronaut.http.server.RouteExecutor",
          "com.zaxxer.hikari.pool.ProxyConnection",
          "io.micronaut.transaction");

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  static TestApi api;
  private static SyncSteps steps;
  private static String profileId;

  private record Event(String id, String type, String body) {}

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of("freehold.test.steps", true));
    steps = api.server.getApplicationContext().getBean(SyncSteps.class);
    profileId = api.database.texts("select id from freehold.profiles").getFirst();
    LOUD.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
  }

  @AfterAll
  static void stop() {
    LOUD.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
    THREADS.close();
    api.close();
  }

  @Test
  void makesUsersEqualToTheAccountsWhateverBreaksBetween() throws Exception {
    System.out.println("Breaking the sync with seed " + SEED);
    Random random = new Random(SEED);
    Map<String, Account> expected = new TreeMap<>();
    List<List<Event>> queues = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      queues.add(life("s%03d".formatted(i), random, expected));
    }
    List<Future<Void>> done = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (List<Event> queue : queues) {
        Callable<Void> work =
            () -> {
              for (Event event : queue) {
                deliver(event);
              }
              return null;
            };
        done.add(senders.submit(work));
      }
    }
    for (Future<Void> one : done) {
      one.get();
    }

    System.out.println("Broke " + total() + " times: " + new TreeMap<>(steps.fired()));
    assertThat(total()).isGreaterThanOrEqualTo(LEAST);
    Stream.of(ALWAYS, MAKING, CHANGING, REMOVING)
        .flatMap(List::stream)
        .forEach(point ->
            assertThat(steps.fired().keySet())
                .as(point)
                .anyMatch(key -> key.startsWith(point + ' ')));
    assertThat(identities()).isEqualTo(expected);
    assertThat(users())
        .containsExactlyInAnyOrderElementsOf(
            expected.values().stream().map(SyncStepsTest::user).toList());
    long events = queues.stream().mapToLong(List::size).sum();
    assertThat(api.database.texts("select count(*) from freehold.inbox"))
        .containsExactly(Long.toString(events));
    assertThat(
            api.database.texts(
                "select count(*) from freehold.audit_log where action like 'account.%'"))
        .containsExactly(Long.toString(events));
  }

  /** The events of one account from its making on, and in {@code expected} how it is at the end. */
  private static List<Event> life(String subject, Random random, Map<String, Account> expected) {
    List<Event> events = new ArrayList<>();
    Account now = new Account(subject, 1, subject + "@example.com", false, "First", null, true);
    events.add(event("user.created", now));
    int changes = 2 + random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      long next = now.sequence() + 1;
      String mail = now.email();
      String first = now.firstName();
      switch (random.nextInt(5)) {
        case 0 -> {
          now = new Account(subject, next, mail, true, first, null, now.enabled());
          events.add(event("user.email_verified", now));
        }
        case 1 -> {
          String moved = subject + '-' + i + "@example.com";
          now = new Account(subject, next, moved, false, "Name " + i, null, now.enabled());
          events.add(event("user.updated", now));
        }
        case 2 -> {
          boolean on = !now.enabled();
          now = new Account(subject, next, mail, now.emailVerified(), first, null, on);
          events.add(event(on ? "user.enabled" : "user.disabled", now));
        }
        default -> {
          now = new Account(subject, next, mail, now.emailVerified(), first, null, now.enabled());
          events.add(event("user.logged_in", now));
        }
      }
    }
    if (random.nextInt(4) == 0) {
      long next = now.sequence() + 1;
      events.add(
          event(
              "user.deleted",
              new Account(subject, next, now.email(), now.emailVerified(), null, null, false)));
    } else {
      expected.put(subject, now);
    }
    return events;
  }

  private static Event event(String type, Account account) {
    String body =
        """
        {"type": "%s", "timestamp": "%s", "data": {"realm": "freehold", "profileId": "%s",
         "subject": "%s", "sequence": %d, "sessionId": null, "actor": "user",
         "user": {"username": "x", "email": "%s", "emailVerified": %b, "firstName": "%s",
          "lastName": null, "enabled": %b, "locale": "en",
          "createdAt": "2026-11-21T00:40:03.100Z"}}}\
        """
            .formatted(
                type,
                Instant.now(),
                profileId,
                account.subject(),
                account.sequence(),
                account.email(),
                account.emailVerified(),
                account.firstName(),
                account.enabled());
    return new Event(account.subject() + "-" + account.sequence(), type, body);
  }

  /** Sends until it is taken, as the outbox does. */
  private static void deliver(Event event) throws Exception {
    for (int attempt = 1; attempt <= 20; attempt++) {
      Injection injection = draw(event, attempt);
      if (injection != null) {
        steps.arm(event.id(), injection);
      }
      boolean taken =
          (injection != null && injection.mode() == Mode.STAND_STILL)
              ? sendTwice(event, injection)
              : send(event) == 204;
      steps.disarm(event.id());
      if (taken) {
        return;
      }
    }
    throw new AssertionError("event " + event.id() + " is never taken");
  }

  /** When the first attempt stands still, the sender loses patience and sends the event again. */
  private static boolean sendTwice(Event event, Injection injection)
      throws InterruptedException, ExecutionException {
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> send(event), THREADS)
            .whenComplete((status, failure) -> injection.ended().countDown());
    injection.ended().await();
    boolean again = injection.reached().getCount() == 0 && send(event) == 204;
    return first.get() == 204 || again;
  }

  /** Depends on the seed and the event alone. The first attempt meets one, every fourth second. */
  private static Injection draw(Event event, int attempt) {
    Random random = new Random(SEED + 31L * event.id().hashCode() + attempt);
    if (attempt > 2 || (attempt == 2 && random.nextInt(4) != 0)) {
      return null;
    }
    List<String> own =
        switch (event.type()) {
          case "user.created" -> MAKING;
          case "user.deleted" -> REMOVING;
          default -> CHANGING;
        };
    int point = random.nextInt(ALWAYS.size() + own.size());
    return new Injection(
        point < ALWAYS.size() ? ALWAYS.get(point) : own.get(point - ALWAYS.size()),
        MODES.get(random.nextInt(MODES.size())));
  }

  private static int send(Event event) {
    byte[] bytes = event.body().getBytes(StandardCharsets.UTF_8);
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return api.post(
            "/hooks/keycloak",
            Map.of(
                "x-request-id",
                event.id(),
                "webhook-id",
                event.id(),
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + SignedEvents.sign(event.id() + '.' + timestamp + '.', bytes)),
            bytes)
        .statusCode();
  }

  private static int total() {
    return steps.fired().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Account> identities() {
    Map<String, Account> found = new TreeMap<>();
    for (String row :
        api.database.texts(
            """
            select concat_ws(' | ', subject, sequence, email, email_verified, first_name, enabled)
            from freehold.identities where deleted_at is null\
            """)) {
      String[] parts = row.split(" \\| ", -1);
      found.put(
          parts[0],
          new Account(
              parts[0],
              Long.parseLong(parts[1]),
              parts[2],
              parts[3].equals("t"),
              parts[4],
              null,
              parts[5].equals("t")));
    }
    return found;
  }

  private static List<String> users() {
    return api.database.texts(
        """
        select concat_ws(' | ', u.email, u.email_verified, u.first_name,
          (select string_agg(r.name, ',') from freehold.user_roles ur
             join freehold.roles r on r.id = ur.role_id where ur.user_id = u.id))
        from freehold.users u\
        """);
  }

  private static String user(Account account) {
    return String.join(
        " | ", account.email(), account.emailVerified() ? "t" : "f", account.firstName(), "Guest");
  }
}
