package dev.freehold.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak's own distribution with our jars built in. A built server is kept in a folder named by
 * the hash of what went into it, so that the build (about 40 s) runs only when a jar or the version
 * changed.
 */
final class KeycloakDistribution {
  private static final String MARKER = "freehold-built";
  private static final int KEPT = 3;
  private static final List<String> BUILD =
      List.of("build", "--db=postgres", "--health-enabled=true", "--metrics-enabled=true");

  private final Path zip;
  private final List<Path> providers;
  private final Path cache;

  /**
   * @param zip the distribution, as published
   * @param providers jars for its folder {@code providers}
   * @param cache where built servers are kept
   */
  KeycloakDistribution(Path zip, List<Path> providers, Path cache) {
    this.zip = zip;
    this.providers = List.copyOf(providers);
    this.cache = cache;
  }

  /**
   * The home of a server that is built with exactly these jars; {@code building} runs before a
   * build.
   */
  Path home(Runnable building) {
    try {
      Files.createDirectories(cache);
      try (FileChannel lock =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = lock.lock()) {
        Path home = cache.resolve(key());
        Path marker = home.resolve(MARKER);
        if (!held.isValid() || !Files.exists(marker)) {
          building.run();
          delete(home);
          unzip(home);
          build(home);
          Files.createFile(marker);
        }
        Files.setLastModifiedTime(marker, FileTime.from(Instant.now()));
        prune();
        return home;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak's distribution could not be prepared", e);
    }
  }

  /**
   * The command line of {@code kc.sh} without the shell in between: a signal reaches the server
   * itself.
   */
  static List<String> command(Path home, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Java.executable());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:MetaspaceSize=96M",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000",
            "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-cp",
            home.resolve("lib").resolve("quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    return command;
  }

  private void build(Path home) throws IOException {
    for (Path jar : providers) {
      Files.copy(jar, home.resolve("providers").resolve(jar.getFileName()));
    }
    ChildProcess build =
        ChildProcess.start(
            "Keycloak's build", command(home, BUILD), Map.of(), home, home.resolve("build.log"));
    if (build.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("Keycloak's build failed:\n" + build.tail());
    }
  }

  private void unzip(Path home) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        // Every name starts with keycloak-<version>/.
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path target = home.resolve(name).normalize();
        if (!target.startsWith(home)) {
          throw new IOException(zip + " leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private String key() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (zip.getFileName() + " " + Files.size(zip) + BUILD)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      for (Path jar : providers) {
        try (InputStream in = Files.newInputStream(jar)) {
          digest.update(in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes all but the servers used last. */
  private void prune() throws IOException {
    List<Path> markers;
    try (Stream<Path> homes = Files.list(cache)) {
      markers =
          homes
              .map(home -> home.resolve(MARKER))
              .filter(Files::exists)
              .sorted(Comparator.comparing(KeycloakDistribution::lastUse).reversed())
              .toList();
    }
    for (Path marker : markers.subList(Math.min(KEPT, markers.size()), markers.size())) {
      delete(marker.getParent());
    }
  }

  private static FileTime lastUse(Path marker) {
    try {
      return Files.getLastModifiedTime(marker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
