package dev.freehold.api.account;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Releases answers only at whole steps of time after the question, so that a difference of some
 * milliseconds between two ways through does not show.
 */
@Singleton
class EvenTime {
  private final long step;

  EvenTime(@Property(name = "freehold.account.answer-step", defaultValue = "250ms") Duration step) {
    this.step = step.toNanos();
  }

  <T> T of(Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      long passed = System.nanoTime() - start;
      long until = start + (passed / step + 1) * step;
      while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }
  }
}
