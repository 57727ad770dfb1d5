package dev.freehold.local.account;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The JavaScript applications of {@code src/test/js}, installed below target. */
record NodeProject(Path folder) {
  private static final Path SOURCE = Path.of("src/test/js");
  private static final int NODE = 20;

  /** Installs what the lock file says; where Node or npm is missing the calling test is skipped. */
  static NodeProject install() throws IOException, InterruptedException {
    String version = required("node");
    int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
    assumeTrue(major >= NODE, "skipped: needs Node " + NODE + ", found " + version);
    required("npm");
    Path folder = Path.of("target/js");
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    NodeProject project = new NodeProject(folder);
    project.execute(List.of("npm", "ci", "--no-progress", "--ignore-scripts"));
    return project;
  }

  /** Runs a script and answers what it printed. */
  String run(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private static String required(String program) throws IOException, InterruptedException {
    try {
      return new NodeProject(Path.of(".")).execute(List.of(program, "--version")).strip();
    } catch (IOException e) {
      return abort("skipped: " + program + " is not installed");
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
        throw new AssertionError(command.getFirst() + " failed: " + Files.readString(errors));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
