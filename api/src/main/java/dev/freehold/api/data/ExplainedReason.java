package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in a sentence why something is allowed or not. */
final class ExplainedReason {
  private ExplainedReason() {}

  static String of(
      Caller subject,
      boolean active,
      AccessQuestion question,
      @Nullable Boolean found,
      List<AccessExplanation.Step> steps) {
    if (!active) {
      return "It does not come in at all: disabled, revoked or expired";
    }
    if (!question.offered()) {
      return "GraphQL has no such operation for " + question.table().id();
    }
    for (AccessExplanation.Step step : steps) {
      String what = step.operation().toLowerCase(Locale.ROOT) + ' ' + question.table().id();
      List<AccessExplanation.Role> granting =
          step.roles().stream().filter(AccessExplanation.Role::permission).toList();
      if (granting.isEmpty()) {
        List<String> names = AccessExplainer.names(subject);
        return (names.isEmpty() ? "The caller has no role" : "No role of " + names)
            + (names.isEmpty() ? "" : " has a permission to " + what);
      }
      if (Boolean.FALSE.equals(found)) {
        return "There is no such row";
      }
      if (!step.allowed()) {
        return "No permission to "
            + what
            + " covers it: "
            + granting.stream().map(ExplainedReason::failed).collect(Collectors.joining("; "));
      }
    }
    return "Allowed by "
        + steps.getLast().roles().stream()
            .filter(role ->
                role.permission() && role.problem() == null && !Boolean.FALSE.equals(role.covers()))
            .map(AccessExplanation.Role::role)
            .collect(Collectors.joining(", "));
  }

  private static String failed(AccessExplanation.Role role) {
    if (role.problem() != null) {
      return role.role() + ": " + role.problem();
    }
    return role.role()
        + ": "
        + role.clauses().stream()
            .filter(clause -> Boolean.FALSE.equals(clause.holds()))
            .map(AccessExplanation.Clause::path)
            .collect(Collectors.joining(", "))
        + " does not hold";
  }
}
