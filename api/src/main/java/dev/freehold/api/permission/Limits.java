package dev.freehold.api.permission;

import io.micronaut.core.annotation.Nullable;

/**
 * How much one may read at once with a permission.
 *
 * @param rows at most so many of one list; null: as many as the platform allows
 * @param depth at most so many levels of relations below the table; null: as many as the platform
 *     allows
 * @param aggregates whether counts, groups and aggregates may be asked for
 */
public record Limits(@Nullable Integer rows, @Nullable Integer depth, boolean aggregates) {
  /** Nothing beyond what holds for everybody. */
  public static final Limits NONE = new Limits(null, null, true);
}
