package dev.freehold.local.bench;

import static org.awaitility.Awaitility.await;

import dev.freehold.local.ApiProcess;
import dev.freehold.local.account.NativeApp;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.Visitor;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The benchmark of docs/benchmark.md, run by {@code ./mvnw -Pbench verify}. It checks that all work
 * was done, never how fast; the figures go to {@code local/target/benchmark.md}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformBench {
  static final String PASSWORD = "correct-horse-battery";

  private static final String REALM = "freehold";

  /** A real password hash takes 100 ms and hides a difference of 1 ms. */
  private static final String CHEAP_HASH = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

  private final TestPlatform platform = TestPlatform.shared();
  private final ApiProcess api = platform.api();

  @BeforeAll
  static void begin() throws IOException {
    Report.begin();
  }

  @Test
  @Order(1)
  void signUpToVisibleUser() throws Exception {
    awaitOpenRealm();
    try (Connection database = platform.freeholdDatabase()) {
      new SignUps(() -> visitor(REALM), database).run("warm-", 50, 5);
      SignUps measured = new SignUps(() -> visitor(REALM), database);
      measured.run("steady-", 300, 5);
      Report.section("Sign-up to visible user, 5 sign-ups/s for 60 s");
      Report.line("registration form, sent to answered", measured.registration());
      Report.line("answer to visible user", measured.afterAnswer());
      Report.line("form sent to visible user", measured.afterSending());
    }
  }

  @Test
  @Order(2)
  void registrationWithAndWithoutExtension() {
    RealmRepresentation ours = platform.admin().realm(REALM).toRepresentation();
    ours.setPasswordPolicy(CHEAP_HASH);
    platform.admin().realm(REALM).update(ours);
    String bare =
        platform.newRealm("bare", realm -> bare(ours, realm)).toRepresentation().getRealm();

    ExtensionCost cost = new ExtensionCost(() -> visitor(REALM), () -> visitor(bare));
    cost.run("cost-", 400, 60);

    Report.section("Registration with and without the extension's rows, cheap password hash");
    Report.line("with", cost.withExtension());
    Report.line("without", cost.withoutExtension());
    Report.line("median difference of a pair, in ms", cost.medianDifferenceMillis());
  }

  @Test
  @Order(3)
  void requestsPerSecond() throws Exception {
    awaitOpenRealm();
    Visitor visitor = visitor(REALM);
    Visitor.Tokens session =
        visitor.tokens(
            visitor.open(true).submit(Visitor.registration("rate@example.com", PASSWORD)));
    List<Load.Request> fresh = new ArrayList<>();
    Visitor.Tokens next = session;
    for (int i = 0; i < 1_400; i++) {
      next = visitor.refresh(next);
      fresh.add(Load.graphQl(next.id()));
    }
    Load.Request plain = Load.plain(session.id());
    Load.Request graphQl = Load.graphQl(session.id());
    try (ApiProcess node =
        platform.apiNode("freehold-api-bench.jar", Map.of("BENCH_PLAIN", "true"))) {
      node.start();
      Load load = new Load(node.url(), BenchNode.processOf("freehold-api-bench.jar"));
      load.forTime(plain, Duration.ofSeconds(10));
      load.forTime(graphQl, Duration.ofSeconds(15));
      load.once(fresh.subList(0, 400));
      List<Load.Rate> plainRates = new ArrayList<>();
      List<Load.Rate> graphQlRates = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        plainRates.add(load.forTime(plain, Duration.ofSeconds(8)));
        graphQlRates.add(load.forTime(graphQl, Duration.ofSeconds(8)));
      }
      Load.Rate uncached = load.once(fresh.subList(400, fresh.size()));

      Report.section("Requests of one node, 8 connections; rates and the server's CPU time each");
      report(
          "plain authenticated GET, cached token",
          Load.median(plainRates),
          Load.median(plainRates));
      report("{ user { id } }, cached token", Load.median(graphQlRates), Load.median(plainRates));
      report("{ user { id } }, a new token each time", uncached, Load.median(plainRates));
    }
  }

  @Test
  @Order(4)
  void passwordLogInOverhead() {
    Map<String, String> unlimited =
        Map.of(
            "FREEHOLD_ACCOUNT_TRIES_PER_ADDRESS", "100000",
            "FREEHOLD_ACCOUNT_TRIES_PER_ACCOUNT", "100000");
    try (NativeApp app = new NativeApp(platform, Map.of("selfSignUp", "OPEN"));
        ApiProcess node = platform.apiNode("freehold-api.jar", unlimited)) {
      RealmRepresentation realm = app.realm().toRepresentation();
      realm.setPasswordPolicy(CHEAP_HASH);
      app.realm().update(realm);
      node.start();
      LogInCost cost =
          new LogInCost(app, node.url().resolve("/graphql"), LogInCost.people(app.realm(), 80));
      // Both ways warm: what a JVM does at first is not what a log-in costs. Fewer would not do.
      cost.run(400, 1_600);
      cost.runFailing();

      Report.section("userLogin and Keycloak's own token endpoint, cheap password hash");
      Report.line("userLogin", cost.through());
      Report.line("token endpoint", cost.direct());
      Report.line("median difference of a pair, in ms", cost.medianDifferenceMillis());
      Report.line("ratio of the medians", cost.ratio());
      Report.line("userLogin refused, address known", cost.known());
      Report.line("userLogin refused, address unknown", cost.unknown());
    }
  }

  /** The realm opens a moment after the API is ready. */
  private void awaitOpenRealm() {
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> visitor(REALM).open(true).status() == 200);
  }

  private Visitor visitor(String realm) {
    return new Visitor(
        URI.create(platform.keycloak().url() + "/realms/" + realm),
        "freehold-app",
        api.url() + "/");
  }

  /** Like the realm of the default profile, but none of ours. */
  private static void bare(RealmRepresentation ours, RealmRepresentation realm) {
    realm.getAttributes().keySet().removeIf(name -> name.startsWith("freehold."));
    realm.setPasswordPolicy(ours.getPasswordPolicy());
    realm.setBruteForceProtected(ours.isBruteForceProtected());
    realm.setEventsEnabled(ours.isEventsEnabled());
    realm.setEventsListeners(ours.getEventsListeners());
    realm.setAdminEventsEnabled(ours.isAdminEventsEnabled());
    realm.setAccessTokenLifespan(ours.getAccessTokenLifespan());
  }

  private static void report(String what, Load.Rate rate, Load.Rate plain) {
    Report.line(
        what,
        String.format(
            Locale.ROOT,
            "%,.0f/s (%.0f %% of plain), %.0f µs CPU (%.0f %% of plain)",
            rate.perSecond(),
            100 * rate.perSecond() / plain.perSecond(),
            rate.serverMicros(),
            100 * rate.serverMicros() / plain.serverMicros()));
  }
}
