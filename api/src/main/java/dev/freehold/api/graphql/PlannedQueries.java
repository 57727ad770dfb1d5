package dev.freehold.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.access.Caller;
import dev.freehold.api.data.ReadPlan;
import dev.freehold.api.data.TableQueries;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.Caches;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.SourceLocation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Keeps plans of queries of tables, for whoever asks the same and sees the same: a document as one
 * set of roles sees it, in one state of the catalog and of the permissions.
 */
@Singleton
final class PlannedQueries {
  /** Each change of the catalog or of permissions makes new documents of the same texts. */
  private static final Duration UNUSED = Duration.ofMinutes(5);

  private final Cache<Key, List<PlannedField>> kept;
  private final Counter found;
  private final Counter made;

  /**
   * What plans depend on.
   *
   * @param document as a view of the schema has it: no two views share one
   * @param shape of the variables, see {@link GivenValues}
   */
  record Key(PreparsedDocumentEntry document, @Nullable String operation, List<Object> shape) {}

  /** How one field of the root is answered. */
  record PlannedField(String key, SourceLocation location, ReadPlan plan) {}

  PlannedQueries(Limits limits, MeterRegistry meters) {
    this.found = meters.counter("freehold.graphql.plans", "plan", "kept");
    this.made = meters.counter("freehold.graphql.plans", "plan", "made");
    this.kept =
        Caches.newBuilder()
            .maximumWeight(limits.documentCache())
            .weigher((Key key, List<PlannedField> fields) ->
                fields.stream().mapToInt(field -> field.plan().size()).sum())
            .expireAfterAccess(UNUSED)
            .build();
  }

  /** The plans that are kept for it and serve the caller; null when there are none. */
  @Nullable
  List<PlannedField> find(Key key, TableQueries queries, Caller caller, RoleSet roles) {
    List<PlannedField> fields = kept.getIfPresent(key);
    boolean serve = fields != null && serve(fields, queries, caller, roles);
    (serve ? found : made).increment();
    return serve ? fields : null;
  }

  /** Keeps plans that serve others than the caller too. */
  void keep(
      Key key, List<PlannedField> fields, TableQueries queries, Caller caller, RoleSet roles) {
    if (serve(fields, queries, caller, roles)) {
      kept.put(key, List.copyOf(fields));
    }
  }

  private static boolean serve(
      List<PlannedField> fields, TableQueries queries, Caller caller, RoleSet roles) {
    return fields.stream().allMatch(field -> queries.serves(field.plan(), caller, roles));
  }
}
