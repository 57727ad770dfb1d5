package dev.freehold.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole platform on this machine. Start order: PostgreSQL, caught mail, then Keycloak and the
 * API side by side (the API waits for Keycloak itself). It stops in the opposite order.
 */
final class LocalPlatform {
  /** On one machine the API comes back within seconds; an event need not wait for minutes. */
  private static final Map<String, String> RETRIES =
      Map.of("KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__BACKOFF_MAX_MS", "10000");

  private static final Duration REALM_LIMIT = Duration.ofMinutes(2);

  private final Artifacts artifacts;
  private final Path state;
  private final Wiring wiring;
  private final Progress progress;
  private final Leftovers processes;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Supervised> died = new CompletableFuture<>();

  private EmbeddedDatabase database;
  private MailCatcher mail;
  private MailPage mailPage;
  private KeycloakServer keycloak;
  private ApiProcess api;

  /** {@code state} is the folder of what outlives a run. */
  LocalPlatform(Artifacts artifacts, Path state, Wiring wiring, Progress progress) {
    this.artifacts = artifacts;
    this.state = state;
    this.wiring = wiring;
    this.progress = progress;
    this.processes = new Leftovers(state.resolve("run"));
  }

  /** Starts every part and returns when all are ready. */
  void start() {
    for (String name : processes.stop()) {
      progress.step("Stopped " + name + ", left over from an earlier start");
    }
    StalePostmaster.clear(state.resolve("postgresql/data"));
    wiring.ports().demandFree();

    Path home =
        artifacts
            .keycloak()
            .home(() ->
                progress.step("Building Keycloak with our extension and themes (about a minute)"));
    progress.step("Starting PostgreSQL");
    database = wiring.startDatabase(state.resolve("postgresql"), artifacts);
    watch(database);
    mail = MailCatcher.start(wiring.ports().smtp());
    mailPage = MailPage.start(wiring.ports().mail(), mail);

    progress.step("Starting Keycloak and the API");
    Path logs = state.resolve("logs");
    keycloak =
        new KeycloakProcess(
            home, wiring.keycloak(RETRIES), logs.resolve("keycloak.log"), this::watch);
    api =
        new ApiProcess(
            artifacts.api(),
            wiring.api(
                Map.of("FREEHOLD_MAIL_URL", "http://localhost:" + wiring.ports().mail() + "/")),
            logs.resolve("api.log"),
            this::watch);
    CompletableFuture<Void> keycloakReady =
        CompletableFuture.runAsync(keycloak::start, Thread::startVirtualThread)
            .thenRun(() -> progress.step("Keycloak is ready"));
    CompletableFuture<Void> apiReady =
        CompletableFuture.runAsync(api::start, Thread::startVirtualThread)
            .thenRun(() -> progress.step("The API is ready"));
    CompletableFuture<Void> logInReady =
        CompletableFuture.allOf(keycloakReady, apiReady)
            .thenRun(() -> {
              Readiness.await(wiring.logIn(), REALM_LIMIT, () -> !died.isDone());
              progress.step("The log-in page is ready");
            });
    try {
      CompletableFuture.anyOf(logInReady, failure(keycloakReady), failure(apiReady)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IllegalStateException cause
          ? new StartException(cause.getMessage())
          : e;
    }
  }

  /** Returns the first process that ended without being told to; waits for it. */
  Supervised awaitDeath() {
    return died.join();
  }

  /** Stops what runs, the one that others need last. Safe to call while a start is under way. */
  void stop() {
    stopping.countDown();
    end("API", api);
    end("Keycloak", keycloak);
    end("mail page", mailPage);
    end("mail", mail);
    end("PostgreSQL", database);
  }

  private void end(String name, AutoCloseable part) {
    if (part == null) {
      return;
    }
    try {
      part.close();
      processes.forget(name);
    } catch (Exception e) {
      System.err.println(name + " could not be stopped: " + e.getMessage());
    }
  }

  private void watch(Supervised process) {
    processes.note(process);
    Thread.startVirtualThread(() -> reportEnd(process));
  }

  /** Ctrl-C reaches the children as well: their end is no news when we are about to stop. */
  private void reportEnd(Supervised process) {
    try {
      process.handle().onExit().join();
      if (!stopping.await(2, TimeUnit.SECONDS)) {
        died.complete(process);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completes only when the step fails, and as the step did. */
  private static CompletableFuture<Void> failure(CompletableFuture<Void> step) {
    return step.handle((done, cause) -> cause)
        .thenCompose(cause ->
            cause == null ? new CompletableFuture<>() : CompletableFuture.failedFuture(cause));
  }
}
