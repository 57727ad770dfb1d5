package dev.freehold.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The same registration in two realms, one after the other and in random order. */
final class ExtensionCost {
  private final HostedPage with;
  private final HostedPage without;
  private final List<Long> withNanos = new ArrayList<>();
  private final List<Long> withoutNanos = new ArrayList<>();
  private final Random random = new Random(7);

  ExtensionCost(HostedPage with, HostedPage without) {
    this.with = with;
    this.without = without;
  }

  void run(String prefix, int pairs, int warmUp) {
    for (int i = -warmUp; i < pairs; i++) {
      boolean withFirst = random.nextBoolean();
      for (boolean first : new boolean[] {true, false}) {
        boolean extension = first == withFirst;
        long nanos = register(extension ? with : without, prefix + (i + warmUp) + extension);
        if (i >= 0) {
          (extension ? withNanos : withoutNanos).add(nanos);
        }
      }
    }
  }

  Durations withExtension() {
    return Durations.of(withNanos);
  }

  Durations withoutExtension() {
    return Durations.of(withoutNanos);
  }

  /** Median of the differences within a pair: slow drifts of the machine fall out. */
  double medianDifferenceMillis() {
    List<Long> differences = new ArrayList<>();
    for (int i = 0; i < withNanos.size(); i++) {
      differences.add(withNanos.get(i) - withoutNanos.get(i));
    }
    return Durations.of(differences).millis(0.5);
  }

  private static long register(HostedPage page, String name) {
    HostedPage.Form form = page.registration();
    long start = System.nanoTime();
    form.send(name + "@example.com");
    return System.nanoTime() - start;
  }
}
