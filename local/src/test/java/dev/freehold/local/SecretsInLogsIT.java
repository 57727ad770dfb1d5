package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs last: no log of this run (API, Keycloak, PostgreSQL, launcher) shows a password, token or
 * secret that a test used.
 */
@Order(Integer.MAX_VALUE)
class SecretsInLogsIT {
  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void showsNoSecretInAnyLog() throws IOException {
    platform.api();
    platform.awaitProvisioned();
    UsedSecrets secrets = UsedSecrets.OF_THIS_RUN;
    secrets.token(
        "the service account's token", platform.admin().tokenManager().getAccessTokenString());
    secrets.token(
        "ID token",
        platform.visitor().logIn(platform.administratorEmail(), platform.administratorPassword()));
    Path launcher = platform.folder().resolveSibling("../launcher").normalize();
    remember(secrets, launcher);

    List<Path> logs = UsedSecrets.logs(List.of(platform.folder(), launcher));
    assertThat(logs)
        .extracting(log -> log.getFileName().toString())
        .contains("api.log", "keycloak.log");
    System.out.println("Looked for " + secrets.count() + " secrets in " + logs.size() + " logs");
    assertThat(secrets.findIn(logs)).filteredOn(finding -> !shownOnPurpose(finding)).isEmpty();
  }

  /**
   * The launcher's log is the console of whoever starts it: it shows the two log-ins of a first
   * start, in these two lines and nowhere else.
   */
  private static boolean shownOnPurpose(String finding) {
    return finding.matches(
        "launcher\\.log:\\d+: launcher's (administrator in: +Administrator|keycloak\\.admin in: +Keycloak"
            + " console) .*");
  }

  /** Each start of the launcher had secrets of its own. */
  private static void remember(UsedSecrets secrets, Path launcher) throws IOException {
    if (!Files.exists(launcher)) {
      return;
    }
    try (Stream<Path> files = Files.walk(launcher)) {
      for (Path file : files.filter(one -> one.endsWith("secrets.properties")).toList()) {
        Properties values = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
          values.load(in);
        }
        values.forEach((name, value) -> secrets.text("launcher's " + name, value.toString()));
      }
    }
  }
}
