package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starts the real process: what an operator sees when it does not come up. */
class StartRefusalTest {
  private final Map<String, String> environment = new HashMap<>();
  private int exitCode;

  private String output() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dlogback.configurationFile=logback.xml",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            Application.class.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("FREEHOLD_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      exitCode = process.exitValue();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private void localMode() throws IOException {
    environment.putAll(
        Map.of(
            "FREEHOLD_MODE", "local",
            "FREEHOLD_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + closedPort() + "/freehold",
            "FREEHOLD_DATABASE_USER", "freehold",
            "FREEHOLD_DATABASE_PASSWORD", "change-me-database",
            "FREEHOLD_KEYCLOAK_URL", "http://127.0.0.1:1",
            "FREEHOLD_KEYCLOAK_ADMIN_CLIENT_ID", "freehold-provisioning",
            "FREEHOLD_KEYCLOAK_ADMIN_CLIENT_SECRET", "change-me-client",
            "FREEHOLD_WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3",
            "FREEHOLD_ENCRYPTION_KEY", "Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWUtY2g="));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void unsafeConfigurationDoesNotStartInProduction() throws Exception {
    localMode();
    environment.remove("FREEHOLD_MODE");
    environment.remove("FREEHOLD_WEBHOOK_SECRET");
    assertThat(output())
        .contains("FREEHOLD_DATABASE_PASSWORD still has its example value")
        .contains("FREEHOLD_WEBHOOK_SECRET is not set")
        .contains("FREEHOLD_ENCRYPTION_KEY still has its example value")
        .contains("FREEHOLD_KEYCLOAK_URL is plain http")
        .contains("FREEHOLD_PUBLIC_URL is not set")
        .doesNotContain("change-me", environment.get("FREEHOLD_ENCRYPTION_KEY"), "Exception");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void localModeWarnsAndADatabaseThatIsDownIsOneLine() throws Exception {
    localMode();
    assertThat(output())
        .contains("FREEHOLD_MODE=local: plain HTTP and example secrets are allowed")
        .contains("Not started: The database does not answer: check FREEHOLD_DATABASE_URL")
        .doesNotContain("\tat ", "change-me");
    assertThat(exitCode).isEqualTo(1);
  }
}
