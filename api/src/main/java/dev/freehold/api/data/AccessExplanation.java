package dev.freehold.api.data;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * Why somebody may do something, or not. For administrators.
 *
 * @param rowFound null when no row was asked for
 */
record AccessExplanation(
    boolean allowed,
    String reason,
    @Nullable Boolean rowFound,
    List<Step> steps,
    List<Field> fields) {

  /** One of the permissions that are needed. */
  record Step(String operation, boolean allowed, List<Role> roles) {}

  /**
   * What a role says to a step.
   *
   * @param permission false: it has none
   * @param covers the row; null when none was asked for, or there is none
   * @param problem why the permission counts for nothing
   * @param rule null: all rows
   * @param sql the rule with its values
   */
  record Role(
      String role,
      boolean permission,
      @Nullable Boolean covers,
      @Nullable String problem,
      @Nullable Map<String, Object> rule,
      @Nullable String sql,
      List<Clause> clauses,
      @Nullable Map<String, Object> check,
      Map<String, Object> presets) {
    static Role without(String name) {
      return new Role(name, false, null, null, null, null, List.of(), null, Map.of());
    }
  }

  /** A part of a rule; whether it holds is null without a row. */
  record Clause(String path, String sql, @Nullable Boolean holds) {}

  /**
   * A field and who grants it.
   *
   * @param reason null when it is allowed
   */
  record Field(String field, boolean allowed, List<String> roles, @Nullable String reason) {}
}
