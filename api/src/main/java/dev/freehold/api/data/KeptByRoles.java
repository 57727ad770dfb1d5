package dev.freehold.api.data;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.Caches;
import java.time.Duration;
import java.util.function.Supplier;

/** What permissions come to, kept for a set of roles in one state of the catalog. */
final class KeptByRoles<V> {
  private static final int MOST_SETS = 500;

  /** Each change of the catalog or of permissions makes new sets: nobody asks for the old ones. */
  private static final Duration UNUSED = Duration.ofMinutes(5);

  private final Cache<Key, V> known =
      Caches.newBuilder().maximumSize(MOST_SETS).expireAfterAccess(UNUSED).build();
  private final Supplier<V> empty;

  private record Key(long catalog, RoleSet.Key roles) {}

  /**
   * Nothing is kept yet.
   *
   * @param empty what a set of roles begins with
   */
  KeptByRoles(Supplier<V> empty) {
    this.empty = empty;
  }

  V of(Catalog catalog, RoleSet roles) {
    return known.get(new Key(catalog.version(), roles.key()), _ -> empty.get());
  }
}
