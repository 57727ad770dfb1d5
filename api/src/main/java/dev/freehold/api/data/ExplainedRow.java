package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says of permissions how they stand to a row, or to some row.
 *
 * @param found null when no row was asked for
 * @param holds which conditions the row meets; null without a row
 */
record ExplainedRow(
    Accesses accesses,
    TableWrites writes,
    CallerValues caller,
    AccessQuestion question,
    @Nullable Boolean found,
    @Nullable Map<Filter, Boolean> holds) {

  AccessExplanation.Step step(Caller subject, Action action, List<ExplainedGrant> grants) {
    List<AccessExplanation.Role> roles = new ArrayList<>();
    grants.forEach(grant -> roles.add(role(grant)));
    AccessExplainer.names(subject).stream()
        .filter(name -> grants.stream().noneMatch(one -> one.grant().roleName().equals(name)))
        .forEach(name -> roles.add(AccessExplanation.Role.without(name)));
    return new AccessExplanation.Step(action.name(), grants.stream().anyMatch(this::allows), roles);
  }

  private AccessExplanation.Role role(ExplainedGrant one) {
    return new AccessExplanation.Role(
        one.grant().roleName(),
        true,
        holds == null ? null : allows(one),
        one.problem(),
        one.grant().rule(),
        one.grant().rule() == null || one.problem() != null ? null : sql(one.rule()),
        one.clauses().stream()
            .map(clause ->
                new AccessExplanation.Clause(
                    clause.path(),
                    sql(clause.filter()),
                    holds == null ? null : holds.get(clause.filter())))
            .toList(),
        one.grant().check(),
        one.grant().presets());
  }

  private String sql(Filter filter) {
    Sql sql = new Sql();
    new ConditionWriter(sql, accesses, caller)
        .rule(filter, new Scope(question.table(), sql.newAlias()));
    return ShownSql.of(sql.statement());
  }

  private boolean allows(ExplainedGrant one) {
    return one.counts()
        && (question.aboutRow() ? holds != null && holds.get(one.rule()) : found == null);
  }

  /** Field by field, in the table's order. */
  List<AccessExplanation.Field> fields(List<ExplainedGrant> grants) {
    return question.action() == Action.DELETE
        ? List.of()
        : named(question.table(), question.action()).map(field -> field(field, grants)).toList();
  }

  private static Stream<String> named(Table table, Action action) {
    return AccessCheck.fields(table)
        .filter(field -> !action.writes() || table.field(field).map(table::accepts).orElse(true));
  }

  private AccessExplanation.Field field(String field, List<ExplainedGrant> grants) {
    Table table = question.table();
    List<ExplainedGrant> naming = grants.stream().filter(one -> one.names(table, field)).toList();
    List<String> roles = naming.stream().map(one -> one.grant().roleName()).toList();
    boolean leads =
        table.relation(field).isEmpty()
            || new TableFields(accesses, writes).there(table, question.action(), field);
    boolean allowed = leads && naming.stream().anyMatch(this::allows);
    String reason = null;
    if (naming.isEmpty()) {
      reason = "no role's permission names it";
    } else if (!leads) {
      reason =
          "there is no permission for "
              + table.relation(field).map(Relation::target).orElseThrow()
              + ", where it leads, or for its join table";
    } else if (!allowed) {
      reason = "the permissions that name it do not cover the row";
    }
    return new AccessExplanation.Field(field, allowed, roles, reason);
  }
}
