package dev.freehold.api.graphql;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What one request may ask for. All limits are on by default; {@link Limit} says what each counts.
 *
 * @param time how long one operation may run
 * @param listSize how many rows the cost assumes for a list that says no {@code first}
 * @param documentCache characters of query text whose parsed form is kept
 */
@ConfigurationProperties("freehold.limits")
record Limits(
    @Bindable(defaultValue = "15") int depth,
    @Bindable(defaultValue = "20000") int cost,
    @Bindable(defaultValue = "2000") int fields,
    @Bindable(defaultValue = "50") int aliases,
    @Bindable(defaultValue = "20") int rootFields,
    @Bindable(defaultValue = "50") int directives,
    @Bindable(defaultValue = "8000") int tokens,
    @Bindable(defaultValue = "2") int introspectionDepth,
    @Bindable(defaultValue = "20") int batch,
    @Bindable(defaultValue = "1048576") int bodySize,
    @Bindable(defaultValue = "30s") Duration time,
    @Bindable(defaultValue = "10") int listSize,
    @Bindable(defaultValue = "4194304") int documentCache) {

  Limits {
    between("freehold.limits.depth", depth, 1, 200);
    // Sums of costs stay inside an int as long as both factors do.
    between("freehold.limits.cost", cost, 1, 1_000_000);
    between("freehold.limits.fields", fields, 1, 2_000);
    between("freehold.limits.aliases", aliases, 0, 2_000);
    between("freehold.limits.root-fields", rootFields, 1, 1_000);
    between("freehold.limits.directives", directives, 0, 2_000);
    between("freehold.limits.tokens", tokens, 10, 1_000_000);
    between("freehold.limits.introspection-depth", introspectionDepth, 0, 20);
    between("freehold.limits.batch", batch, 1, 1_000);
    between("freehold.limits.body-size", bodySize, 1_024, 64 * 1024 * 1024);
    between(
        "freehold.limits.time (milliseconds)",
        time.toMillis(),
        1,
        Duration.ofMinutes(10).toMillis());
    between("freehold.limits.list-size", listSize, 1, 10_000);
    between("freehold.limits.document-cache", documentCache, 0, Integer.MAX_VALUE);
  }

  /** Refuses a setting that is out of bounds, by its name. */
  static void between(String setting, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d but is %d".formatted(setting, least, most, value));
    }
  }
}
