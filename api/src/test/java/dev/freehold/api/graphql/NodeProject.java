package dev.freehold.api.graphql;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The JavaScript clients of {@code src/test/js}, installed once per lock file under target. */
record NodeProject(Path folder) {
  private static final Path SOURCE = Path.of("src/test/js");
  private static final int NODE = 20;

  static NodeProject install() throws IOException, InterruptedException {
    return install(SOURCE, Path.of("target/js"));
  }

  /** Installs the clients; where Node or npm is not there the calling test is skipped. */
  static NodeProject install(Path source, Path folder) throws IOException, InterruptedException {
    String version = required(List.of("node", "--version"));
    int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
    assumeTrue(major >= NODE, "skipped: needs Node " + NODE + ", found " + version);
    required(List.of("npm", "--version"));
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    NodeProject project = new NodeProject(folder);
    project.execute(List.of("npm", "ci", "--no-progress", "--ignore-scripts"));
    return project;
  }

  /** Runs a script and answers what it printed. */
  String run(String script, String argument) throws IOException, InterruptedException {
    return execute(List.of("node", script, argument));
  }

  /** Starts a script, whose errors go where the test's go. */
  Process start(String script, String argument) throws IOException {
    return new ProcessBuilder("node", script, argument)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String required(List<String> command) throws IOException, InterruptedException {
    try {
      return new NodeProject(Path.of(".")).execute(command).strip();
    } catch (IOException e) {
      return abort("skipped: " + command.getFirst() + " is not installed");
    }
  }

  private String execute(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("node", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(errors.toFile())
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(command + " failed: " + Files.readString(errors));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
