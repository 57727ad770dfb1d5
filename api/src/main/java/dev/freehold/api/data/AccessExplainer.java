package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.Grant;
import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.RoleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Explains what one caller may do to an administrator: which role says what, and which clause of
 * its rule failed. The row is looked up whatever the caller may see, by one statement for all.
 */
final class AccessExplainer {
  private final Accesses accesses;
  private final TableWrites writes;
  private final RoleSet roles;
  private final CallerValues caller;
  private final Function<Sql.Statement, byte[]> database;

  AccessExplainer(
      Accesses accesses,
      TableWrites writes,
      RoleSet roles,
      CallerValues caller,
      Function<Sql.Statement, byte[]> database) {
    this.accesses = accesses;
    this.writes = writes;
    this.roles = roles;
    this.caller = caller;
    this.database = database;
  }

  AccessExplanation explain(Caller subject, boolean active, AccessQuestion question) {
    Map<Action, List<ExplainedGrant>> grants = new LinkedHashMap<>();
    for (Action action : steps(question.action())) {
      grants.put(
          action,
          roles.grants(question.table().id(), action).stream()
              .flatMap(grant -> counted(grant, action).stream())
              .sorted(Comparator.comparing(Grant::roleName))
              .map(grant -> ExplainedGrant.of(accesses.catalog(), question.table(), grant, caller))
              .toList());
    }
    List<Filter> asked =
        grants.values().stream()
            .flatMap(List::stream)
            .flatMap(ExplainedGrant::conditions)
            .distinct()
            .toList();
    Optional<Map<Filter, Boolean>> row =
        question.aboutRow() ? row(question, asked) : Optional.empty();
    Boolean found = question.aboutRow() ? row.isPresent() : null;
    ExplainedRow explained =
        new ExplainedRow(accesses, writes, caller, question, found, row.orElse(null));
    List<AccessExplanation.Step> steps = new ArrayList<>();
    grants.forEach((action, some) -> steps.add(explained.step(subject, action, some)));
    boolean allowed =
        active && question.offered() && steps.stream().allMatch(AccessExplanation.Step::allowed);
    return new AccessExplanation(
        allowed,
        ExplainedReason.of(subject, active, question, found, steps),
        found,
        steps,
        explained.fields(grants.get(question.action())));
  }

  /** Roles' permissions to update Users count for the columns that the owner added. */
  private Optional<Grant> counted(Grant grant, Action action) {
    if (!grant.table().equals(TableId.USERS)
        || action == Action.READ
        || grant.roleId() == null
        || roles.everything()) {
      return Optional.of(grant);
    }
    return grant.fields() instanceof GrantedFields.Only(var columns, _)
        ? added(grant, columns)
        : Optional.empty();
  }

  private static Optional<Grant> added(Grant grant, Set<String> columns) {
    Set<String> added =
        columns.stream()
            .filter(column -> UsersColumns.added(grant.table(), column))
            .collect(Collectors.toUnmodifiableSet());
    return added.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Grant(
                grant.roleId(),
                grant.roleName(),
                grant.table(),
                grant.action(),
                new GrantedFields.Only(added, Set.of()),
                grant.rule(),
                grant.check(),
                grant.presets(),
                grant.limits()));
  }

  private static List<Action> steps(Action action) {
    return switch (action) {
      case READ, CREATE -> List.of(action);
      case UPDATE, DELETE -> List.of(Action.READ, action);
    };
  }

  private Optional<Map<Filter, Boolean>> row(AccessQuestion question, List<Filter> asked) {
    Table table = question.table();
    Map<String, Object> key = new HashMap<>();
    question
        .key()
        .forEach((field, value) -> key.put(field, Collections.singletonMap("equals", value)));
    Filter filter = FilterParser.rule(accesses.catalog(), table, key);
    return RowTest.read(
            database.apply(new RowTest(whole(), caller).statement(table, filter, asked)))
        .map(held -> {
          Map<Filter, Boolean> holds = new HashMap<>();
          for (int i = 0; i < asked.size(); i++) {
            holds.put(asked.get(i), held.get(i));
          }
          return holds;
        });
  }

  /** All rows and cells. */
  private Accesses whole() {
    return new Accesses(
        accesses.catalog(),
        table ->
            ReadAccess.of(
                List.of(
                    new ReadAccess.Part(
                        AccessCheck.fields(table).toList(),
                        Filter.Always.TRUE,
                        ReadLimits.NOTHING))));
  }

  /** The names of the caller's roles, in order. */
  static List<String> names(Caller subject) {
    return List.copyOf(new TreeSet<>(subject.roles()));
  }
}
