package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.Variable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What rules know of the caller. */
final class CallerValues {
  private final Map<Variable, String> values = new EnumMap<>(Variable.class);

  private CallerValues() {}

  static CallerValues of(Caller caller) {
    CallerValues known = new CallerValues();
    if (caller instanceof Caller.User user) {
      known.values.put(Variable.USER_ID, user.id().toString());
      if (user.email() != null) {
        known.values.put(Variable.USER_EMAIL, user.email());
      }
    }
    return known;
  }

  /** Somebody who has everything that a rule may ask for. */
  static CallerValues anybody() {
    CallerValues known = new CallerValues();
    for (Variable variable : Variable.values()) {
      known.values.put(variable, "");
    }
    return known;
  }

  /** The rule, which holds for nothing when it asks for what the caller does not have. */
  Filter bind(Filter rule) {
    return rule.variables().allMatch(values::containsKey) ? rule : Filter.Always.FALSE;
  }

  Optional<String> find(Variable variable) {
    return Optional.ofNullable(values.get(variable));
  }

  String get(Variable variable) {
    return find(variable)
        .orElseThrow(() -> new IllegalStateException("The caller has no " + variable));
  }
}
