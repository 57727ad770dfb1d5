package dev.freehold.api.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final Limit THREE_AN_HOUR = new Limit(3, Duration.ofHours(1));

  private static TestDatabase database;
  private static ApplicationContext context;
  private static ApplicationContext otherNode;
  private static RateLimits limits;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    context = database.context();
    otherNode = database.context();
    limits = context.getBean(RateLimits.class);
  }

  @AfterAll
  static void stop() {
    otherNode.close();
    context.close();
  }

  @BeforeEach
  void forget() {
    database.execute("delete from freehold.rate_limits");
  }

  @Test
  void refusesWithACodeAndTheTimeToWait() {
    use(3, "ada");
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() -> use(1, "ada"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.THROTTLED);
          assertThat(e.details()).containsEntry("reason", "too_many_requests");
          // What was used comes back one by one, every 20 minutes.
          assertThat((Integer) e.details().get("retryAfterSeconds")).isBetween(1_190, 1_200);
        });
  }

  @Test
  void givesBackWithTimeOneByOne() {
    use(3, "ada");
    pass("21 minutes");
    use(1, "ada");
    refuses("ada");
    pass("1 hour");
    use(3, "ada");
    refuses("ada");
  }

  @Test
  void countsForEveryKeyAndPurposeAlone() {
    use(3, "ada");
    use(3, "grace");
    limits.require(new Use("another purpose", "ada", THREE_AN_HOUR));
    refuses("ADA");
  }

  @Test
  void countsTwoAtOnceAndNotTheSecondWithoutTheFirst() {
    limits.require(of("ada"), of("her account"));
    use(2, "ada");
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() -> limits.require(of("ada"), of("her account")));
    use(2, "her account");
    assertThatExceptionOfType(FreeholdException.class)
        .isThrownBy(() -> limits.require(of("grace"), of("her account")))
        .satisfies(e ->
            assertThat((Integer) e.details().get("retryAfterSeconds")).isBetween(1_190, 1_200));
    // It was her address that tried, whatever the account said.
    use(2, "grace");
    refuses("grace");
  }

  @Test
  void countsForAllNodesTogether() throws Exception {
    RateLimits other = otherNode.getBean(RateLimits.class);
    List<Future<?>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 24; i++) {
        RateLimits node = i % 2 == 0 ? limits : other;
        asked.add(threads.submit(() -> node.require(of("ada"))));
      }
    }
    long allowed = asked.stream().filter(one -> one.state() == Future.State.SUCCESS).count();
    assertThat(allowed).isEqualTo(3);
  }

  @Test
  void aRollBackDoesNotGiveBack() {
    @SuppressWarnings("unchecked")
    TransactionOperations<Connection> transactions = context.getBean(TransactionOperations.class);
    for (int i = 0; i < 3; i++) {
      transactions.executeWrite(status -> {
        use(1, "ada");
        status.setRollbackOnly();
        return null;
      });
    }
    refuses("ada");
  }

  @Test
  void storesNeitherKeyNorWhatIsOver() {
    use(1, "ada@example.com");
    assertThat(database.texts("select key from freehold.rate_limits"))
        .singleElement()
        .asString()
        .doesNotContain("ada");
    context.getBean(RateLimitCleaner.class).clean();
    assertThat(database.texts("select 1 from freehold.rate_limits")).hasSize(1);
    pass("21 minutes");
    context.getBean(RateLimitCleaner.class).clean();
    assertThat(database.texts("select 1 from freehold.rate_limits")).isEmpty();
  }

  private static void use(int times, String key) {
    for (int i = 0; i < times; i++) {
      limits.require(of(key));
    }
  }

  private static Use of(String key) {
    return new Use("test", key, THREE_AN_HOUR);
  }

  private static void refuses(String key) {
    assertThatExceptionOfType(FreeholdException.class).isThrownBy(() -> use(1, key));
  }

  private static void pass(String time) {
    database.execute(
        "update freehold.rate_limits set used_until = used_until - interval '" + time + "'");
  }
}
