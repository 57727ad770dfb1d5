package dev.freehold.local;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.testcontainers.DockerClientFactory;

/**
 * The whole platform, once per JVM of the tests, on free ports of 127.0.0.1: PostgreSQL, caught
 * mail and Keycloak with our jars are started by the first call of {@link #shared()}, the API and
 * the browser when they are first asked for. Logs are below {@code local/target/platform}.
 *
 * <p>While the API does not run its port is free: a test may stop it and listen there itself to see
 * what Keycloak sends to {@link #webhook()}; {@link #api()} starts it again. Whoever stops or kills
 * another part starts it again before the test ends.
 */
public final class TestPlatform {
  private static final String USED_SECRETS = "used-secrets.properties";

  private static final String PREVIOUS_SECRET =
      "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

  /**
   * What failed is tried again soon and given up early: nobody waits for minutes in a test. Every
   * event is signed as while a secret is rotated.
   */
  private static final Map<String, String> OUTBOX =
      Map.of(
          "KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__SECRET_PREVIOUS", PREVIOUS_SECRET,
          "KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__BACKOFF_MAX_MS", "2000",
          "KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__TIMEOUT_MS", "2000",
          "KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__REJECTIONS", "3");

  private final Path folder;
  private final Artifacts artifacts;
  private final Secrets secrets;
  private final EmbeddedDatabase database;
  private final MailCatcher mail;
  private final KeycloakServer keycloak;
  private final KeycloakSettings keycloakSettings;
  private final ApiProcess api;
  private final ApiSettings apiSettings;
  private final Path apiJar;
  private Keycloak admin;
  private TestBrowser browser;

  private TestPlatform() {
    Path checkout =
        Path.of(System.getProperty("freehold.checkout", "..")).toAbsolutePath().normalize();
    artifacts = new Artifacts(checkout);
    folder = newFolder(checkout.resolve("local/target/platform"));
    Wiring wiring = new Wiring(FreePorts.pick(), Secrets.forOneRun());
    secrets = wiring.secrets();
    apiSettings = wiring.api(Map.of());
    secrets.all().forEach(UsedSecrets.OF_THIS_RUN::text);
    UsedSecrets.OF_THIS_RUN.text("previous webhook secret", PREVIOUS_SECRET);
    database = wiring.startDatabase(folder.resolve("postgresql"), artifacts);
    mail = MailCatcher.start(wiring.ports().smtp());
    keycloakSettings = wiring.keycloak(OUTBOX);
    keycloak = keycloak(artifacts, keycloakSettings, folder.resolve("keycloak.log"));
    apiJar = artifacts.api();
    api = new ApiProcess(apiJar, apiSettings, folder.resolve("api.log"), started -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "platform-stop"));
    keycloak.start();
  }

  /** The platform of this run, started at the first call. A start that failed is not repeated. */
  public static TestPlatform shared() {
    return Shared.PLATFORM;
  }

  private static final class Shared {
    static final TestPlatform PLATFORM = new TestPlatform();
  }

  /** What stopped platforms left of {@link UsedSecrets}, each beside its logs. */
  static List<Path> usedSecrets(Path target) throws IOException {
    try (Stream<Path> runs = Files.list(target.resolve("platform"))) {
      return runs.map(run -> run.resolve(USED_SECRETS)).filter(Files::exists).toList();
    }
  }

  public KeycloakServer keycloak() {
    return keycloak;
  }

  /** The API, running. */
  public ApiProcess api() {
    api.start();
    return api;
  }

  /**
   * Another node of the API, from a jar beside the API's own, not started yet; whoever asks for it
   * closes it.
   */
  public ApiProcess apiNode(String jar, Map<String, String> environment) {
    Ports free = FreePorts.pick();
    ApiSettings node = apiSettings.onPorts(free.api(), free.management(), environment);
    return new ApiProcess(
        apiJar.resolveSibling(jar), node, folder.resolve(jar + ".log"), started -> {});
  }

  /**
   * A node of Keycloak that forms a cluster with others of its kind, not started yet: on the same
   * database, with a port of its own and the address of {@link #keycloak()}, which does not run
   * beside it. Whoever asks for it closes it.
   */
  public KeycloakServer keycloakNode(String name, Map<String, String> environment) {
    Ports free = FreePorts.pick();
    Map<String, String> all = new HashMap<>(environment);
    all.put("KC_CACHE", "ispn");
    all.put("KC_CACHE_EMBEDDED_NETWORK_BIND_ADDRESS", "127.0.0.1");
    all.put("KC_CACHE_EMBEDDED_NETWORK_BIND_PORT", Integer.toString(free.api()));
    all.put("KC_DB_POOL_MAX_SIZE", "30");
    KeycloakSettings node =
        keycloakSettings.node(free.keycloak(), free.keycloakManagement(), Map.copyOf(all));
    return keycloak(artifacts, node, folder.resolve(name + ".log"));
  }

  /** Stops the API when it runs, so that {@link #webhook()}'s port is free. */
  public void stopApi() {
    api.stop();
  }

  /** Where Keycloak posts its events, on the API's port; known before the API runs. */
  public URI webhook() {
    return apiSettings.webhook();
  }

  /** The secret both sides sign with, {@code whsec_…}. */
  public String webhookSecret() {
    return secrets.webhook();
  }

  /** The secret that Keycloak is told is being replaced; it signs with both. */
  public String previousWebhookSecret() {
    return PREVIOUS_SECRET;
  }

  public MailCatcher mail() {
    return mail;
  }

  /** A superuser's connection to Keycloak's database. */
  public Connection keycloakDatabase() throws SQLException {
    return database.connect(KeycloakSettings.DATABASE);
  }

  /** A superuser's connection to the API's database. */
  public Connection freeholdDatabase() throws SQLException {
    return database.connect(ApiSettings.DATABASE);
  }

  /** E-mail of the first administrator, in the default profile's realm. */
  public String administratorEmail() {
    return ApiSettings.ADMIN_EMAIL;
  }

  public String administratorPassword() {
    return secrets.administrator();
  }

  /** Keycloak's administration, as the service account that the API uses. */
  public synchronized Keycloak admin() {
    if (admin == null) {
      admin =
          KeycloakBuilder.builder()
              .serverUrl(keycloak.url().toString())
              .realm("master")
              .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
              .clientId(KeycloakSettings.ADMIN_CLIENT)
              .clientSecret(secrets.keycloakClient())
              .resteasyClient(ClientBuilder.newClient())
              .build();
      UsedSecrets.OF_THIS_RUN.token(
          "the service account's token", admin.tokenManager().getAccessTokenString());
    }
    return admin;
  }

  /** The issuer of the default profile, whose realm the API provisions. */
  public URI defaultIssuer() {
    return URI.create(keycloak.url() + "/realms/freehold");
  }

  /** Somebody new on the default profile's hosted page. */
  public Visitor visitor() {
    return new Visitor(defaultIssuer(), "freehold-app", apiSettings.url() + "/");
  }

  /** GraphQL as the first administrator. */
  public GraphQl administrator() {
    String token = visitor().logIn(administratorEmail(), administratorPassword());
    return new GraphQl(api().url(), token);
  }

  /** Returns once the API has made the default profile's realm and opened it. */
  public void awaitProvisioned() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            new Users(this).defaultProfileIsReady()
                && Readiness.answers(
                    URI.create(defaultIssuer() + "/.well-known/openid-configuration")));
  }

  /**
   * Makes a realm as the API would provision it (see {@link TestRealms}), named by {@code prefix}
   * and a random part, after {@code change} had its say.
   */
  public RealmResource newRealm(String prefix, Consumer<RealmRepresentation> change) {
    String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    RealmRepresentation realm = TestRealms.realm(name, mail.port(), apiSettings.url());
    change.accept(realm);
    admin().realms().create(realm);
    return admin().realm(name);
  }

  /**
   * Chromium; make a context per test with {@code browser().newContext()}. Use it from the test's
   * own thread only.
   */
  public synchronized Browser browser() {
    if (browser == null) {
      browser = TestBrowser.launch();
    }
    return browser.browser();
  }

  /**
   * In a container where an engine answers, else the distribution; the system property {@code
   * freehold.keycloak} ({@code container} or {@code distribution}) forces one.
   */
  private static KeycloakServer keycloak(Artifacts artifacts, KeycloakSettings settings, Path log) {
    boolean container =
        switch (System.getProperty("freehold.keycloak", "")) {
          case "container" -> true;
          case "distribution" -> false;
          // Only on Linux does a container share the loopback of the host.
          default ->
              System.getProperty("os.name").equals("Linux")
                  && DockerClientFactory.instance().isDockerAvailable();
        };
    System.out.println("Keycloak runs from " + (container ? "a container" : "the distribution"));
    return container
        ? new KeycloakInContainer(
            System.getProperty("freehold.keycloak.version"), artifacts.providers(), settings, log)
        : new KeycloakProcess(
            artifacts.keycloak().home(() -> System.out.println("Building Keycloak with our jars")),
            settings,
            log,
            started -> {});
  }

  private void close() {
    if (browser != null) {
      browser.close();
    }
    api.close();
    keycloak.close();
    mail.close();
    database.close();
    try {
      UsedSecrets.OF_THIS_RUN.leave(folder.resolve(USED_SECRETS));
      // The logs stay for diagnosis.
      FileUtils.deleteDirectory(folder.resolve("postgresql").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of its own per run: an earlier run's data must not be seen. */
  private static Path newFolder(Path parent) {
    try {
      PrivateFolder.make(parent);
      return Files.createTempDirectory(parent, "run-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
