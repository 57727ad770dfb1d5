package dev.freehold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The whole platform in the foreground: {@code ./mvnw -Pstart}. Ends with Ctrl-C (SIGINT), SIGTERM,
 * the end of the process that started it, or a part that dies. System properties: {@code
 * freehold.checkout} (the checkout, else the working folder), {@code freehold.keycloak.version},
 * and {@code freehold.state} (else {@code .freehold} of the checkout).
 */
public final class Start {
  private Start() {}

  /** Exit status 1 and a message on standard error when it cannot start or a part dies. */
  public static void main(String[] arguments) {
    Path checkout =
        Path.of(System.getProperty("freehold.checkout", "")).toAbsolutePath().normalize();
    Artifacts artifacts = new Artifacts(checkout);
    String chosen = System.getProperty("freehold.state");
    Path state = chosen == null ? artifacts.state() : Path.of(chosen).toAbsolutePath();
    try {
      FileLock lock = lock(state);
      run(artifacts, state);
      lock.close();
    } catch (StartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Artifacts artifacts, Path state) {
    Ports ports = Ports.of(System.getenv());
    Secrets secrets = Secrets.in(state.resolve("secrets.properties"));
    Progress progress = new Progress(System.out);
    LocalPlatform platform =
        new LocalPlatform(artifacts, state, new Wiring(ports, secrets), progress);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  progress.step("Stopping");
                  platform.stop();
                  progress.step("Stopped");
                },
                "stop"));
    // Killing Maven leaves this process behind; it must not hold the ports then.
    ProcessHandle.current().parent().ifPresent(Start::endWith);

    platform.start();
    progress.say(ReadyText.of(ports, secrets, state, progress.elapsed()));
    Supervised dead = platform.awaitDeath();
    throw new StartException(
        dead.name()
            + " ended unexpectedly. Its last lines:"
            + System.lineSeparator()
            + dead.tail());
  }

  private static void endWith(ProcessHandle parent) {
    Thread.startVirtualThread(() -> {
      parent.onExit().join();
      System.exit(0);
    });
  }

  /** Held until this process ends, however it ends. */
  private static FileLock lock(Path state) throws IOException {
    PrivateFolder.make(state);
    FileChannel channel =
        FileChannel.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new StartException("The platform of this checkout is already running (" + state + ").");
    }
    return lock;
  }
}
