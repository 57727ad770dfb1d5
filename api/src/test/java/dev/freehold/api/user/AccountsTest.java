package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestDatabase;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
  private static TestDatabase database;
  private static ApplicationContext context;
  private static Accounts accounts;
  private static UUID one;
  private static UUID two;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    context = database.context();
    accounts = context.getBean(Accounts.class);
    one = UUID.fromString(database.texts("select id from freehold.profiles").getFirst());
    two = UUID.randomUUID();
    database.execute(
        """
        insert into freehold.profiles
          (id, name, type, issuer, client_id, realm, sign_up_mode, callback_urls, logout_urls)
        values ('%s', 'Second', 'BUILT_IN', 'https://second', 'app', 'second', 'OFF',
          '{https://a/}', '{https://a/}')\
        """
            .formatted(two));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void empty() {
    database.execute("delete from freehold.users; delete from freehold.identities");
  }

  @Test
  void givesTheRolesOfTheProfile() {
    accounts.arrive(arrival(one, "s1", 1, "ada@example.com", false, "Ada"));
    assertThat(
            database.texts(
                "select r.name from freehold.user_roles join freehold.roles r on r.id = role_id"))
        .containsExactly("Guest");
  }

  @Test
  void neverMovesBackForAnOlderEvent() {
    accounts.arrive(arrival(one, "s1", 2, "new@example.com", true, "New"));
    Applied late = accounts.arrive(arrival(one, "s1", 1, "old@example.com", false, "Old"));
    assertThat(late).isEqualTo(Applied.OUTDATED);
    assertThat(users()).containsExactly("new@example.com true New");
  }

  @Test
  void changesNothingForATokenOfAKnownAccount() {
    accounts.arrive(arrival(one, "s1", 1, "ada@example.com", true, "Ada"));
    accounts.arrive(arrival(one, "s1", 0, "stale@example.com", false, "Stale"));
    assertThat(users()).containsExactly("ada@example.com true Ada");
  }

  @Test
  void leavesATombstoneThatNoLaterEventRevives() {
    accounts.leave(one, "s1", 5);
    assertThat(accounts.arrive(arrival(one, "s1", 1, "a@example.com", true, "A")))
        .isEqualTo(Applied.OUTDATED);
    assertThat(accounts.arrive(arrival(one, "s1", 9, "a@example.com", true, "A")))
        .isEqualTo(Applied.OUTDATED);
    assertThat(users()).isEmpty();
  }

  @Test
  void removesTheUserWithTheLastIdentityAndKeepsNoPersonalData() {
    accounts.arrive(arrival(one, "s1", 1, "ada@example.com", true, "Ada"));
    assertThat(accounts.leave(one, "s1", 2)).isEqualTo(Applied.DELETED);
    assertThat(users()).isEmpty();
    assertThat(database.texts("select concat(email, first_name) from freehold.identities"))
        .containsExactly("");
  }

  @Test
  void linksWhenBothEmailsAreVerified() {
    accounts.arrive(arrival(one, "s1", 1, "Ada@example.com", true, "Ada"));
    assertThat(accounts.arrive(arrival(two, "t1", 1, "ada@Example.com", true, "Other")))
        .isEqualTo(Applied.LINKED);
    assertThat(users()).containsExactly("Ada@example.com true Ada");
  }

  /** Each is somebody else's address, however some software folds it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u212Aim@example.com", // the Kelvin sign
        "k\u0131m@example.com", // a dotless i
        "K\u0130M@example.com", // a capital I with a dot
        "\uFF4Bim@example.com", // a full-width k
        "kim@e\u0445ample.com", // a Cyrillic letter
        "kim@xn--exmple-cua.com",
        "kim@example.com.",
        "kim+x@example.com"
      })
  void doesNotLinkALookAlike(String address) {
    accounts.arrive(arrival(one, "s1", 1, "kim@example.com", true, "Kim"));
    assertThat(accounts.arrive(arrival(two, "t1", 1, address, true, "Mallory")))
        .isEqualTo(Applied.CREATED);
  }

  @Test
  void lookAlikeProvesNoOtherAddress() {
    accounts.arrive(arrival(one, "s1", 1, "kim@example.com", false, "Mallory"));
    accounts.arrive(arrival(one, "s1", 2, "\u212Aim@example.com", true, "Mallory"));
    assertThat(accounts.arrive(arrival(two, "t1", 1, "kim@example.com", true, "Kim")))
        .isEqualTo(Applied.CREATED);
    assertThat(users()).contains("kim@example.com true Kim");
  }

  @Test
  void changingToAnothersAddressLinksNothing() {
    accounts.arrive(arrival(one, "victim", 1, "kim@example.com", true, "Kim"));
    accounts.arrive(arrival(two, "thief", 1, "thief@example.com", true, "Mallory"));
    accounts.arrive(arrival(two, "thief", 2, "kim@example.com", false, "Mallory"));
    assertThat(accounts.arrive(arrival(two, "thief", 3, "kim@example.com", true, "Mallory")))
        .isEqualTo(Applied.UPDATED);
    assertThat(
            database.texts(
                "select count(distinct user_id) from freehold.identities where user_id is not null"))
        .containsExactly("2");
  }

  @Test
  void keepsTheUserOfAnotherIdentityAndItsDisabling() {
    accounts.arrive(arrival(one, "s1", 1, "ada@example.com", true, "Ada"));
    database.execute("update freehold.users set status = 'DISABLED'");
    accounts.arrive(arrival(two, "t1", 1, "ada@example.com", true, "Ada"));
    accounts.leave(one, "s1", 2);
    assertThat(database.texts("select status from freehold.users")).containsExactly("DISABLED");
  }

  @Test
  void doesNotLinkAnUnverifiedNewcomerToAVerifiedUser() {
    accounts.arrive(arrival(one, "s1", 1, "victim@example.com", true, "Victim"));
    assertThat(accounts.arrive(arrival(two, "t1", 1, "victim@example.com", false, "Attacker")))
        .isEqualTo(Applied.CREATED);
    assertThat(users()).hasSize(2);
  }

  @Test
  void doesNotLinkAVerifiedNewcomerToAnUnverifiedUser() {
    accounts.arrive(arrival(one, "s1", 1, "victim@example.com", false, "Attacker"));
    assertThat(accounts.arrive(arrival(two, "t1", 1, "victim@example.com", true, "Victim")))
        .isEqualTo(Applied.CREATED);
    assertThat(users()).hasSize(2);
  }

  @Test
  void losesTheVerificationWhenTheEmailChangesToAnUnverifiedOne() {
    accounts.arrive(arrival(one, "s1", 1, "ada@example.com", true, "Ada"));
    accounts.arrive(arrival(one, "s1", 2, "victim@example.com", false, "Ada"));
    assertThat(users()).containsExactly("victim@example.com false Ada");
  }

  @Test
  void keepsWhatTheUserSetHimselfUntilTheIssuerChangesIt() {
    accounts.arrive(arrival(one, "s1", 1, "ada@example.com", true, "Ada"));
    database.execute("update freehold.users set first_name = 'Countess'");
    accounts.arrive(arrival(one, "s1", 2, "ada@example.com", true, "Ada"));
    assertThat(users()).containsExactly("ada@example.com true Countess");
    accounts.arrive(arrival(one, "s1", 3, "ada@example.com", true, "Augusta"));
    assertThat(users()).containsExactly("ada@example.com true Augusta");
  }

  @Test
  void makesOneUserWhenTokensAndEventsArriveAtOnce() throws Exception {
    int threads = 6;
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Future<Applied>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        long sequence = i;
        Callable<Applied> work =
            () -> {
              together.await();
              return accounts.arrive(arrival(one, "s1", sequence, "ada@example.com", true, "Ada"));
            };
        results.add(executor.submit(work));
      }
    }
    assertThat(results.stream().map(Future::resultNow))
        .containsOnlyOnce(Applied.CREATED)
        .doesNotContain(Applied.LINKED);
    assertThat(users()).containsExactly("ada@example.com true Ada");
    assertThat(database.texts("select sequence from freehold.identities")).containsExactly("5");
  }

  @Test
  void makesOneUserWhenTwoVerifiedIdentitiesOfAnEmailArriveAtOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<Future<Applied>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      for (UUID profile : List.of(one, two)) {
        Callable<Applied> work =
            () -> {
              together.await();
              return accounts.arrive(arrival(profile, "s1", 1, "ada@example.com", true, "Ada"));
            };
        results.add(executor.submit(work));
      }
    }
    assertThat(results.stream().map(Future::resultNow))
        .containsExactlyInAnyOrder(Applied.CREATED, Applied.LINKED);
    assertThat(users()).hasSize(1);
    assertThat(database.texts("select subject from freehold.identities")).hasSize(2);
  }

  private static List<String> users() {
    return database.texts(
        "select concat_ws(' ', email, email_verified::text, first_name) from freehold.users");
  }

  private static Arrival arrival(
      UUID profile, String subject, long sequence, String email, boolean verified, String first) {
    return new Arrival(
        profile, subject, sequence, email, verified, first, null, true, Instant.EPOCH);
  }
}
