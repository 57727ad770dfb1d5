package dev.freehold.api.data;

import io.micronaut.core.annotation.Nullable;

/**
 * What became of a row of some table.
 *
 * @param before its columns as one JSON object; null when it was not there
 * @param after the same of what it became; null when it is gone
 */
public record ChangedRow(@Nullable String before, @Nullable String after) {
  /** Rows may hold anything, so they show nowhere. */
  @Override
  public String toString() {
    return "ChangedRow[]";
  }
}
