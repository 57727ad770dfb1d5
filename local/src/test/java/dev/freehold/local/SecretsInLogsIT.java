package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs by itself once all others are over: no log of this run (API, Keycloak, PostgreSQL, launcher)
 * shows a password, token or secret that a test used.
 */
class SecretsInLogsIT {
  private final Path target =
      Path.of(System.getProperty("freehold.checkout", "..")).resolve("local/target");

  @Test
  void showsNoSecretInAnyLog() throws IOException {
    UsedSecrets secrets = new UsedSecrets();
    List<Path> folders = new ArrayList<>();
    for (Path left : TestPlatform.usedSecrets(target)) {
      secrets.recall(left);
      folders.add(left.getParent());
      // They were needed for this only.
      Files.delete(left);
    }
    assertThat(folders).as("platforms that tests ran on").isNotEmpty();
    Path launcher = target.resolve("launcher");
    remember(secrets, launcher);
    folders.add(launcher);

    List<Path> logs = UsedSecrets.logs(folders);
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
