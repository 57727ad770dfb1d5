package dev.freehold.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestDatabase;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looks by itself once an hour where not said otherwise. */
class DueWorkTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static TestDatabase database;
  private static ApplicationContext node;
  private static ChangeFeed feed;

  private final AtomicInteger looks = new AtomicInteger();
  private DueWork work;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    node = database.context();
    feed = node.getBean(ChangeFeed.class);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void end() {
    work.stop();
  }

  @Test
  void looksAtStartAndWhenItsKindOfWorkIsTold() {
    begin(HOUR, Optional::empty);
    awaitLooks(1);
    database.execute("notify freehold, 'another'; notify freehold, 'test of somebody'");
    awaitLooks(2);
    database.execute("notify freehold, 'another'; notify freehold, 'test'");
    awaitLooks(3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void looksWhenTheNextIsDue() {
    begin(HOUR, () -> looks.get() == 1 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty());
    awaitLooks(2);
  }

  @Test
  void looksAgainForWhatIsDueAndHeldBySomebodyElse() {
    begin(HOUR, () -> looks.get() < 3 ? Optional.of(Duration.ZERO) : Optional.empty());
    awaitLooks(3);
  }

  @Test
  void looksAgainAfterALookDuringWhichSomethingWasTold() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    ChangeSubscriber witness =
        new ChangeSubscriber() {
          @Override
          public void changed(Change change) {
            if (change.kind().equals("test")) {
              told.countDown();
            }
          }

          @Override
          public void missed() {}
        };
    begin(
        HOUR,
        () -> {
          if (looks.get() == 1) {
            feed.subscribe(witness);
            database.execute("notify freehold, 'test'");
            await().until(() -> told.getCount() == 0);
          }
          return Optional.empty();
        });
    awaitLooks(2);
  }

  @Test
  void looksWhenItCanHearAgain() {
    begin(HOUR, Optional::empty);
    awaitLooks(1);
    int before = looks.get();
    database.execute(TestDatabase.DEAFEN + "; notify freehold, 'test'");
    await().until(() -> looks.get() > before && feed.hearing());
  }

  @Test
  void looksOftenWhileItCannotHear() {
    begin(HOUR, Optional::empty);
    awaitLooks(1);
    database.refuseConnectionsOf("freehold-api changes");
    try {
      await().until(() -> !feed.hearing());
      awaitLooks(looks.get() + 3);
    } finally {
      database.acceptConnections();
    }
    await().until(feed::hearing);
  }

  @Test
  void looksByItselfFromTimeToTime() {
    begin(Duration.ofMillis(50), Optional::empty);
    awaitLooks(5);
  }

  @Test
  void goesOnAfterALookThatFailed() {
    begin(
        HOUR,
        () -> {
          if (looks.get() == 1) {
            throw new IllegalStateException("wanted by a test");
          }
          return Optional.empty();
        });
    awaitLooks(2);
  }

  private void begin(Duration lookEvery, DueWork.Look look) {
    await().until(feed::hearing);
    work =
        new Wakeups(feed, lookEvery)
            .of(
                "test",
                "test",
                () -> {
                  looks.incrementAndGet();
                  return look.run();
                });
    work.start();
  }

  private void awaitLooks(int atLeast) {
    await().until(() -> looks.get() >= atLeast);
  }
}
