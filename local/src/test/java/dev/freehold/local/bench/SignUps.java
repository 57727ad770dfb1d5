package dev.freehold.local.bench;

import java.util.function.Supplier;
import dev.freehold.local.Visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sign-ups at a steady rate, whether or not the earlier ones are done, and how long after
 * Keycloak's answer each user is a committed row of the API.
 */
final class SignUps {
  private static final Duration POLL = Duration.ofMillis(3);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<Visitor> visitors;
  private final Connection database;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Map<String, Long> answered = new ConcurrentHashMap<>();
  private final Map<String, Long> visible = new ConcurrentHashMap<>();
  private volatile boolean over;

  SignUps(Supplier<Visitor> visitors, Connection database) {
    this.visitors = visitors;
    this.database = database;
  }

  /** Signs {@code count} users up and returns when all of them are visible. */
  void run(String prefix, int count, int perSecond) throws Exception {
    try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> watcher = browsers.submit(() -> watch(prefix, count));
      List<Future<?>> visits = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        LockSupport.parkNanos(due - System.nanoTime());
        String email = prefix + i + "@example.com";
        visits.add(browsers.submit(() -> visit(email)));
      }
      try {
        for (Future<?> visit : visits) {
          visit.get();
        }
      } finally {
        over = true;
      }
      watcher.get();
    }
    assertThat(visible).as("users visible in the API").hasSize(count);
  }

  /** Of the registration form's POST, the time a person waits for. */
  Durations registration() {
    return Durations.of(
        answered.keySet().stream().map(email -> answered.get(email) - sent.get(email)).toList());
  }

  /** From the answer to the form; what was visible before it counts as 0. */
  Durations afterAnswer() {
    return Durations.of(
        visible.keySet().stream()
            .map(email -> Math.max(0, visible.get(email) - answered.get(email)))
            .toList());
  }

  /** From sending the form. */
  Durations afterSending() {
    return Durations.of(
        visible.keySet().stream().map(email -> visible.get(email) - sent.get(email)).toList());
  }

  private void visit(String email) {
    Visitor.Answer form = visitors.get().open(true);
    Map<String, String> fields = Visitor.registration(email, PlatformBench.PASSWORD);
    sent.put(email, System.nanoTime());
    Visitor.Answer answer = form.submit(fields);
    answered.put(email, System.nanoTime());
    answer.requireSentBack();
  }

  private Void watch(String prefix, int count) throws SQLException {
    String sql = "select email from freehold.users where email like ? and email <> all (?)";
    long end = Long.MAX_VALUE;
    try (PreparedStatement users = database.prepareStatement(sql)) {
      while (visible.size() < count && System.nanoTime() < end) {
        users.setString(1, prefix + "%");
        users.setArray(2, database.createArrayOf("text", visible.keySet().toArray()));
        try (ResultSet rows = users.executeQuery()) {
          long now = System.nanoTime();
          while (rows.next()) {
            visible.put(rows.getString(1), now);
          }
        }
        if (end == Long.MAX_VALUE && over) {
          end = System.nanoTime() + PATIENCE.toNanos();
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
    return null;
  }
}
