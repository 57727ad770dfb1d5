package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir private Path folder;
  private ChildProcess process;
  private Leftovers leftovers;

  @BeforeEach
  void start() {
    process =
        ChildProcess.start(
            "sleeper", List.of("sleep", "600"), Map.of(), folder, folder.resolve("log"));
    leftovers = new Leftovers(folder.resolve("run"));
  }

  @AfterEach
  void end() {
    process.kill();
  }

  @Test
  void stopsWhatAnEarlierStartNoted() {
    leftovers.note(process);

    assertThat(new Leftovers(folder.resolve("run")).stop()).containsExactly("sleeper");
    assertThat(process.isAlive()).isFalse();
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void sparesAnotherProcessThatGotThePid() throws IOException {
    leftovers.note(process);
    Path note = folder.resolve("run/sleeper");
    List<String> lines = Files.readAllLines(note);
    Files.write(note, List.of(lines.get(0), "2020-01-01T00:00:00Z", lines.get(2)));

    assertThat(leftovers.stop()).isEmpty();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void sparesAnotherProgramThatGotThePid() throws IOException {
    leftovers.note(process);
    Path note = folder.resolve("run/sleeper");
    List<String> lines = Files.readAllLines(note);
    Files.write(note, List.of(lines.get(0), lines.get(1), "/usr/bin/postgres"));

    assertThat(leftovers.stop()).isEmpty();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void forgetsWhatWasStoppedInOrder() {
    leftovers.note(process);
    leftovers.forget("sleeper");

    assertThat(leftovers.stop()).isEmpty();
    assertThat(process.isAlive()).isTrue();
  }
}
