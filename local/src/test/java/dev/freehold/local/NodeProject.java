package dev.freehold.local;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A JavaScript project, copied below target and installed there.
 *
 * @param folder where it is
 */
public record NodeProject(Path folder) {
  private static final int NODE = 20;

  /**
   * Installs what the lock file says; where Node or npm is missing the calling test is skipped.
   *
   * @param source the project, from the folder of this module
   * @param name of its folder below target
   */
  public static NodeProject install(Path source, String name)
      throws IOException, InterruptedException {
    String version = required("node");
    int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
    assumeTrue(major >= NODE, "skipped: needs Node " + NODE + ", found " + version);
    required("npm");
    Path folder = Path.of("target").resolve(name);
    FileUtils.copyDirectory(
        source.toFile(), folder.toFile(), file -> !file.getName().equals("node_modules"));
    NodeProject project = new NodeProject(folder);
    project.execute(List.of("npm", "ci", "--no-progress", "--ignore-scripts"));
    return project;
  }

  /** Runs one of the scripts that its {@code package.json} names. */
  public void script(String name) throws IOException, InterruptedException {
    execute(List.of("npm", "run", name));
  }

  /** Runs a script file and answers what it printed. */
  public String run(String script, String... arguments) throws IOException, InterruptedException {
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
