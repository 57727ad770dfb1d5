package dev.freehold.api.operation;

import dev.freehold.api.access.Caller;

/**
 * Hears of mutations that were refused because the caller may not do them. Called after the
 * mutation's transaction ended; must not throw.
 */
@FunctionalInterface
public interface Refusals {
  void refused(Caller caller, String mutation);
}
