package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is lost on the way to Users, whatever is killed, and nobody waits for the API. */
class CrashIT {
  private static final String PASSWORD = "correct horse battery";
  private static final int REGISTRATIONS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final TestPlatform platform = TestPlatform.shared();
  private final Users users = new Users(platform);
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void startAll() {
    platform.keycloak().start();
    platform.api();
    platform.awaitProvisioned();
  }

  @AfterEach
  void restoreAll() {
    platform.keycloak().start();
    platform.api();
  }

  @Test
  void bringsEveryRegistrationOnceWhenTheApiIsKilledMeanwhile() throws Exception {
    AtomicInteger done = new AtomicInteger();
    List<Future<?>> registrations = new ArrayList<>();
    try (ExecutorService visitors = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < REGISTRATIONS; i++) {
        String email = "kill-" + run + "-" + i + "@example.com";
        registrations.add(
            visitors.submit(() -> {
              platform.visitor().register(email, PASSWORD);
              done.incrementAndGet();
            }));
      }
      await().atMost(LIMIT).until(() -> done.get() >= REGISTRATIONS / 3);
      platform.api().kill();
      failOn(registrations);
    }
    assertThat(done).hasValue(REGISTRATIONS);

    platform.api();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(users.emailsLike("kill-" + run + "-%")).hasSize(REGISTRATIONS));
    assertThat(users.emailsLike("kill-" + run + "-%")).doesNotHaveDuplicates();
  }

  @Test
  void bringsTheUserWhenKeycloakIsKilledRightAfterTheRegistration() {
    String email = "crash-" + run + "@example.com";
    // Without a receiver the event can only wait in Keycloak.
    platform.stopApi();
    platform.visitor().register(email, PASSWORD);
    platform.keycloak().kill();

    platform.keycloak().start();
    platform.api();

    await().atMost(LIMIT).untilAsserted(() -> assertThat(users.withEmail(email)).hasSize(1));
  }

  @Test
  void letsPeopleSignUpAndLogInWhileTheApiIsDown() {
    String email = "down-" + run + "@example.com";
    platform.stopApi();

    platform.visitor().register(email, PASSWORD);
    String token = platform.visitor().logIn(email, PASSWORD);

    assertThat(token).isNotBlank();
    platform.api();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(users.withEmail(email)).hasSize(1));
  }

  private static void failOn(List<Future<?>> registrations) throws InterruptedException {
    for (Future<?> registration : registrations) {
      try {
        registration.get();
      } catch (ExecutionException e) {
        throw new AssertionError("a registration failed", e.getCause());
      }
    }
  }
}
