package dev.freehold.api.operation;

/**
 * Which browser origins may read answers of the API across origins: those of the profiles' callback
 * URLs. Asked on every request that has an {@code Origin}, on the event loop, so it must not block.
 */
@FunctionalInterface
public interface AllowedOrigins {
  /**
   * True when the profiles name the origin.
   *
   * @param origin the header's text, for instance {@code https://app.example.com}; compared exactly
   */
  boolean allows(String origin);
}
