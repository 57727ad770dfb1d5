package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.freehold.api.platform.LogEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RunningApiTest {
  private static RunningApi api;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  @BeforeAll
  static void start() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(root.getLoggerContext());
    appender.setEncoder(encoder);
    appender.setOutputStream(LOG);
    appender.start();
    root.addAppender(appender);
    api = new RunningApi(Map.of());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JWTClaimsSet.Builder claims(Instant expiry) {
    return new JWTClaimsSet.Builder()
        .issuer(api.issuer.trusted().issuer())
        .subject("7f0c")
        .audience(TestIssuer.CLIENT)
        .issueTime(Date.from(Instant.now().minusSeconds(7200)))
        .expirationTime(Date.from(expiry))
        .claim("typ", "ID")
        .claim("email", "ada@example.com")
        .claim("email_verified", true);
  }

  private static String token(Instant expiry) {
    return TokenFixture.sign(api.issuer.rsa, claims(expiry).build());
  }

  @Test
  void aRequestWithoutBearerIsAGuests() {
    HttpResponse<String> answer = api.query(null, "{ __typename }");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"__typename\":\"Query\"");
  }

  @Test
  void anIdTokenOfTheDefaultRealmIsTakenForItsUser() {
    String bearer = "Bearer " + token(Instant.now().plusSeconds(600));
    assertThat(api.query(bearer, "{ user { email } }").body()).contains("ada@example.com");
  }

  @Test
  void aRefusedBearerIsACodedErrorWithStatus200() {
    HttpResponse<String> answer =
        api.query(
            "Bearer " + new PlainJWT(claims(Instant.now()).build()).serialize(), "{ __typename }");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"code\":\"InvalidTokenError\"", "algorithm_not_allowed", "remedy");
  }

  @Test
  void anExpiredBearerIsWhat8baseClientsExpect() {
    HttpResponse<String> answer =
        api.query("Bearer " + token(Instant.now().minusSeconds(60)), "{ __typename }");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"code\":\"TokenExpiredError\"", "\"token\":\"jwt expired\"", "Token expired");
  }

  @Test
  void anAuthorizationThatIsNoBearerIsNotTakenForAGuests() {
    for (String authorization : new String[] {"Basic YTpi", "Bearer", "Bearer undefined"}) {
      assertThat(api.query(authorization, "{ __typename }").body())
          .contains("InvalidTokenError", "malformed");
    }
  }

  @Test
  void a100KilobyteHeaderIsRefusedByTheServer() {
    assertThat(refused("Bearer " + "x".repeat(100_000))).isTrue();
    assertThat(refused("Bearer " + token(Instant.now().plusSeconds(600)))).isFalse();
  }

  /** The connection may be closed while the header is still on its way: that is a refusal too. */
  private static boolean refused(String authorization) {
    try {
      return api.query(authorization, "{ __typename }").statusCode() / 100 == 4;
    } catch (AssertionError closed) {
      return closed.getCause() instanceof IOException;
    }
  }

  @Test
  void neitherTokensNorPasswordsReachTheLog() {
    String token = token(Instant.now().plusSeconds(600));
    api.query("Bearer " + token, "{ user { email } }");
    api.query("Bearer " + token + "x", "{ user { email } }");
    api.query("Basic " + token, "mutation { nonsense(password: \\\"pa55-w0rd\\\") }");
    api.get("/?id_token=" + token + "&password=pa55-w0rd");

    assertThat(LOG.toString(StandardCharsets.UTF_8))
        .contains("formattedMessage")
        .doesNotContain(token)
        .doesNotContain(token.substring(token.lastIndexOf('.') + 1))
        .doesNotContain("pa55-w0rd");
  }

  @Test
  void whatIsNotOpenedIsClosed() {
    assertThat(api.get("/health").statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(api.get("/prometheus").statusCode()).isGreaterThanOrEqualTo(400);
    for (String path :
        new String[] {"/env", "/beans", "/loggers", "/routes", "/stop", "/refresh"}) {
      assertThat(api.manage(path).statusCode()).isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void theWelcomePageMayLoadNothingButItsOwnFilesAndKeycloak() {
    HttpResponse<String> page = api.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*"));
    assertThat(page.body()).contains("id=\"log-in\"").doesNotContain("<style", "onclick");
    page.body()
        .lines()
        .filter(line -> line.contains("/welcome/"))
        .map(line -> line.replaceAll(".*\"(/welcome/[^\"]+)\".*", "$1"))
        .forEach(path -> assertThat(api.get(path).statusCode()).as(path).isEqualTo(200));
    assertThat(api.get("/welcome/config.json").body())
        .contains("\"authority\":\"" + api.issuer.trusted().issuer() + '"', "\"state\":\"ready\"");
  }

  @Test
  void noOtherFileOfTheClassPathIsServed() {
    for (String path :
        new String[] {
          "..%2fapplication.yml", "%2e%2e/application.yml", "vendor", "application.yml"
        }) {
      assertThat(api.get("/welcome/" + path).statusCode()).as(path).isBetween(400, 499);
    }
  }

  @Test
  void readinessNamesTheDatabaseWhenItIsDownAndLivenessStays() {
    try (RunningApi own = new RunningApi(Map.of("freehold.welcome-page", false))) {
      await()
          .untilAsserted(
              () -> assertThat(own.manage("/health/readiness").statusCode()).isEqualTo(200));
      assertThat(own.get("/").statusCode()).isEqualTo(404);

      own.database.refuseConnections();

      await()
          .untilAsserted(
              () -> assertThat(own.manage("/health/readiness").statusCode()).isEqualTo(503));
      assertThat(own.manage("/health/readiness").body())
          .contains("\"database\":{\"name\":\"freehold-api\",\"status\":\"DOWN\"")
          .doesNotContain("jdbc:", "postgres");
      assertThat(own.manage("/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anIssuerThatIsDownDegradesButDoesNotMakeUnready() {
    try (RunningApi own = new RunningApi(Map.of())) {
      own.issuer.answers(503, "");
      own.query(
          "Bearer "
              + TokenFixture.sign(
                  own.issuer.rsa,
                  claims(Instant.now().plusSeconds(600))
                      .issuer(own.issuer.trusted().issuer())
                      .build()),
          "{ __typename }");

      HttpResponse<String> readiness = own.manage("/health/readiness");
      assertThat(readiness.statusCode()).isEqualTo(200);
      assertThat(readiness.body())
          .contains("\"status\":\"DEGRADED\"", own.issuer.trusted().jwksUri().getAuthority());
    }
  }

  @Test
  void metricsTellOutcomesAndTheCache() {
    api.query("Bearer " + token(Instant.now().plusSeconds(600)), "{ __typename }");
    assertThat(api.manage("/prometheus").body())
        .contains(
            "freehold_token_cache_requests_total{result=\"miss\"",
            "freehold_token_cache_size",
            "freehold_token_verifications_total{outcome=\"verified\"",
            "freehold_sync_lag_seconds_bucket");
  }
}
