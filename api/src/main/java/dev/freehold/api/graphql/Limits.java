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
    between("depth", depth, 1, 200);
    // Sums of costs stay inside an int as long as both factors do.
    between("cost", cost, 1, 1_000_000);
    between("fields", fields, 1, 2_000);
    between("aliases", aliases, 0, 2_000);
    between("root-fields", rootFields, 1, 1_000);
    between("directives", directives, 0, 2_000);
    between("tokens", tokens, 10, 1_000_000);
    between("introspection-depth", introspectionDepth, 0, 20);
    between("batch", batch, 1, 1_000);
    between("body-size", bodySize, 1_024, 64 * 1024 * 1024);
    between("time (milliseconds)", time.toMillis(), 1, Duration.ofMinutes(10).toMillis());
    between("list-size", listSize, 1, 10_000);
    between("document-cache", documentCache, 0, Integer.MAX_VALUE);
  }

  private static void between(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "freehold.limits.%s must be from %d to %d but is %d".formatted(name, least, most, value));
    }
  }
}
