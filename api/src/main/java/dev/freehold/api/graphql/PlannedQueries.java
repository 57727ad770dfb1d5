package dev.freehold.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.data.ReadPlan;
import dev.freehold.api.platform.Caches;
import graphql.language.SourceLocation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps plans of queries of tables, for whoever asks the same and sees the same: a document as one
 * set of roles sees it, in one state of the catalog and of the permissions.
 */
@Singleton
final class PlannedQueries {
  /** Each change of the catalog or of permissions makes new documents of the same texts. */
  private static final Duration UNUSED = Duration.ofMinutes(5);

  /** What an object takes whatever is in it. */
  private static final int PART = 16;

  private final Cache<Key, List<PlannedField>> kept;
  private final Counter found;
  private final Counter made;

  /**
   * What plans depend on.
   *
   * @param document the identity of one, as a view of the schema has it: no two views share one
   * @param shape of the variables, see {@link GivenValues}
   */
  record Key(Object document, @Nullable String operation, List<Object> shape) {
    /** How much room it takes, about in characters: a client's values may be long. */
    int size() {
      return size(shape);
    }

    private static int size(Object part) {
      return switch (part) {
            case String text -> text.length();
            case Map<?, ?> object -> size(object.keySet()) + size(object.values());
            case Collection<?> some -> some.stream().mapToInt(Key::size).sum();
            case null, default -> 0;
          }
          + PART;
    }
  }

  /** How one field of the root is answered. */
  record PlannedField(String key, SourceLocation location, ReadPlan plan) {}

  PlannedQueries(Limits limits, MeterRegistry meters) {
    this.found = meters.counter("freehold.graphql.plans", "plan", "kept");
    this.made = meters.counter("freehold.graphql.plans", "plan", "made");
    this.kept =
        Caches.newBuilder()
            .maximumWeight(limits.documentCache())
            .weigher((Key key, List<PlannedField> fields) ->
                key.size() + fields.stream().mapToInt(field -> field.plan().size()).sum())
            .expireAfterAccess(UNUSED)
            .build();
  }

  /**
   * The plans that are kept for it; null when there are none.
   *
   * @param serves whether a plan is the caller's as well; all must be
   */
  @Nullable
  List<PlannedField> find(Key key, Predicate<ReadPlan> serves) {
    List<PlannedField> fields = kept.getIfPresent(key);
    boolean serve = fields != null && serve(fields, serves);
    (serve ? found : made).increment();
    return serve ? fields : null;
  }

  /** Keeps plans that serve others than the caller too. */
  void keep(Key key, List<PlannedField> fields, Predicate<ReadPlan> serves) {
    if (serve(fields, serves)) {
      kept.put(key, List.copyOf(fields));
    }
  }

  private static boolean serve(List<PlannedField> fields, Predicate<ReadPlan> serves) {
    return fields.stream().map(PlannedField::plan).allMatch(serves);
  }
}
