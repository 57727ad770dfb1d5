package dev.freehold.local.bench;

import java.util.function.Supplier;
import dev.freehold.local.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The same registration in two realms, one after the other and in random order. */
final class ExtensionCost {
  private final Supplier<Visitor> with;
  private final Supplier<Visitor> without;
  private final List<Long> withNanos = new ArrayList<>();
  private final List<Long> withoutNanos = new ArrayList<>();
  private final Random random = new Random(7);

  ExtensionCost(Supplier<Visitor> with, Supplier<Visitor> without) {
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

  private static long register(Supplier<Visitor> visitors, String name) {
    Visitor.Answer form = visitors.get().open(true);
    Map<String, String> fields =
        Visitor.registration(name + "@example.com", PlatformBench.PASSWORD);
    long start = System.nanoTime();
    Visitor.Answer answer = form.submit(fields);
    long nanos = System.nanoTime() - start;
    answer.requireSentBack();
    return nanos;
  }
}
