package dev.freehold.api.platform;

import com.github.benmanes.caffeine.cache.Caffeine;

/** How what is asked for with each request is kept. */
public final class Caches {
  private Caches() {}

  /** A cache that tidies up on the thread that asks: waking another would cost more. */
  public static Caffeine<Object, Object> newBuilder() {
    return Caffeine.newBuilder().executor(Runnable::run);
  }
}
