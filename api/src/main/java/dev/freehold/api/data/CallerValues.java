package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.RoleSet;
import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What rules know of the caller. A value that does not fit the column it is compared with is one
 * that he does not have.
 */
final class CallerValues {
  private final Map<Variable, Object> values = new HashMap<>();
  private final Function<String, Optional<Object>> claims;
  private final boolean everything;
  private @Nullable Caller.User user;

  private CallerValues(Function<String, Optional<Object>> claims, boolean everything) {
    this.claims = claims;
    this.everything = everything;
  }

  /** Of a caller with these roles: of his token's claims those that his profile lets rules use. */
  static CallerValues of(Caller caller, RoleSet roles) {
    return caller instanceof Caller.User user
        ? user(user, new Claims(user.claims()).only(path -> roles.letsUse(user.profileId(), path)))
        : nobody();
  }

  /** Of a caller whose token's claims do not matter. */
  static CallerValues of(Caller caller) {
    return supposing(caller, Map.of());
  }

  /** As if the caller had these claims, and rules could use all of them. */
  static CallerValues supposing(Caller caller, Map<String, Object> claims) {
    return caller instanceof Caller.User user ? user(user, new Claims(claims)) : nobody();
  }

  private static CallerValues user(Caller.User user, Claims claims) {
    CallerValues known = new CallerValues(claims::find, false);
    known.user = user;
    known.values.put(Variable.USER_ID, user.id().toString());
    if (user.email() != null) {
      known.values.put(Variable.USER_EMAIL, user.email());
    }
    return known;
  }

  private static CallerValues nobody() {
    return new CallerValues(_ -> Optional.empty(), false);
  }

  /** Who asks, when it is a user. */
  Optional<Caller.User> user() {
    return Optional.ofNullable(user);
  }

  /**
   * Those of the values: who agrees in them has the same answers from rules that ask for no more.
   */
  Map<Variable, Object> of(Set<Variable> some) {
    Map<Variable, Object> part = new HashMap<>();
    some.forEach(one -> find(one).ifPresent(value -> part.put(one, value)));
    return part;
  }

  /** Somebody who has everything that a rule may ask for. */
  static CallerValues anybody() {
    return new CallerValues(_ -> Optional.empty(), true);
  }

  /** The rule, which holds for nothing when it asks for what the caller does not have. */
  Filter bind(Filter rule) {
    return rule.ofCaller().allMatch(this::has) ? rule : Filter.Always.FALSE;
  }

  /** Whether there is what the comparison needs. */
  boolean has(Filter.Compare compare) {
    return everything
        || (compare.operator() == Operator.IN
            ? many(compare).isPresent()
            : one(compare).isPresent());
  }

  /** As PostgreSQL reads it for the comparison, several values as one array literal. */
  String text(Filter.Compare compare) {
    Optional<String> text =
        compare.operator() == Operator.IN ? many(compare).map(ValueTexts::literal) : one(compare);
    return text.orElseThrow(
        () -> new IllegalStateException("The caller has no " + compare.variable().text()));
  }

  /** As PostgreSQL reads it for a cell of the type. */
  Optional<String> cell(Variable variable, ColumnType type) {
    return everything
        ? Optional.of("")
        : find(variable).flatMap(value -> read(() -> ValueTexts.cell(type, value)));
  }

  private Optional<String> one(Filter.Compare compare) {
    return find(compare.variable())
        .filter(value -> !(value instanceof Collection<?>))
        .flatMap(value -> read(() -> ValueTexts.one(compare.column().type(), value)));
  }

  private Optional<List<String>> many(Filter.Compare compare) {
    ColumnType type = compare.column().type();
    return find(compare.variable())
        .filter(Collection.class::isInstance)
        .flatMap(value ->
            read(() ->
                ((Collection<?>) value).stream().map(one -> ValueTexts.one(type, one)).toList()));
  }

  private Optional<Object> find(Variable variable) {
    return variable.claim().map(claims).orElseGet(() -> Optional.ofNullable(values.get(variable)));
  }

  private static <T> Optional<T> read(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
