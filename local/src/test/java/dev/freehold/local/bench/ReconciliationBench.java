package dev.freehold.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.sync.ReconciledProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Reconciliation of a realm with 100,000 accounts; run after {@link PlatformBench}, which begins
 * the report.
 */
@Order(Integer.MAX_VALUE - 1)
class ReconciliationBench {
  private static final int ACCOUNTS = Integer.getInteger("freehold.bench.accounts", 100_000);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void reconcilesARealmOfManyAccounts() throws Exception {
    try (ReconciledProfile profile = ReconciledProfile.create(platform)) {
      profile.insertAccounts("u", ACCOUNTS);
      Report.section(
          String.format(
              Locale.ROOT,
              "Reconciliation of a realm with %,d accounts (load of the machine before: %s)",
              ACCOUNTS,
              load()));
      measure(profile, "all missing, all made", ACCOUNTS);
      measure(profile, "nothing differs", 0);
      profile.keycloak(
          "update user_entity set first_name = 'Other' where realm_id = '%s' and username like '%%00'"
              .formatted(profile.realmId()));
      measure(profile, "1 % differs, repaired", ACCOUNTS / 100);
    }
  }

  private void measure(ReconciledProfile profile, String what, int repaired) throws Exception {
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong heap = new AtomicLong();
    Thread sampler = Thread.ofVirtual().start(() -> sample(going, heap));
    long start = System.nanoTime();
    profile.start(false, false);
    JsonNode run = profile.ended(PATIENCE);
    double seconds = (System.nanoTime() - start) / 1e9;
    going.set(false);
    sampler.join();
    assertThat(run.at("/status").asText()).as(run.toString()).isEqualTo("DONE");
    assertThat(run.at("/checked").asInt()).isEqualTo(ACCOUNTS);
    assertThat(run.at("/repaired").asInt()).isEqualTo(repaired);
    Report.line(
        what,
        String.format(
            Locale.ROOT,
            "%,.0f accounts/s (%.1f s), peak of the API's heap %d MiB of 512",
            ACCOUNTS / seconds,
            seconds,
            heap.get() >> 20));
  }

  /** The heap in use, garbage included, every half second. */
  private void sample(AtomicBoolean going, AtomicLong most) {
    HttpClient http = HttpClient.newHttpClient();
    URI metrics = platform.api().managementUrl().resolve("/prometheus");
    while (going.get()) {
      try {
        double used =
            http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        most.accumulateAndGet((long) used, Math::max);
        Thread.sleep(500);
      } catch (IOException e) {
        // The next sample may be had.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).substring(0, 4) : "unknown";
  }
}
