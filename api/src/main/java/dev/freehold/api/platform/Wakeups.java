package dev.freehold.api.platform;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Where work that waits in the database is woken for. */
@Singleton
public final class Wakeups {
  private final ChangeFeed feed;
  private final Duration lookEvery;

  Wakeups(
      ChangeFeed feed,
      @Property(name = "freehold.work.look-every", defaultValue = "PT1M") Duration lookEvery) {
    this.feed = feed;
    this.lookEvery = lookEvery;
  }

  /**
   * Work that is not started yet.
   *
   * @param name of the thread
   * @param kind of the {@link Change} that tells of new work
   */
  public DueWork of(String name, String kind, DueWork.Look look) {
    return new DueWork(feed, lookEvery, name, kind, look);
  }
}
