package dev.freehold.api.data;

import dev.freehold.api.access.Access;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.Action;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Answers what one caller may do, as his operations would find it. A row that he does not see, one
 * that is not there, a table that is not granted and one that does not exist answer alike, by the
 * same number of statements.
 */
final class AccessCheck {
  private final Accesses accesses;
  private final TableWrites writes;
  private final boolean everything;
  private final CallerValues caller;
  private final Function<Sql.Statement, byte[]> database;

  AccessCheck(
      Accesses accesses,
      TableWrites writes,
      boolean everything,
      CallerValues caller,
      Function<Sql.Statement, byte[]> database) {
    this.accesses = accesses;
    this.writes = writes;
    this.everything = everything;
    this.caller = caller;
    this.database = database;
  }

  AccessAnswer answer(AccessQuestion question) {
    try {
      if (!question.offered() || (question.action() != Action.CREATE && !readable(question))) {
        return AccessAnswer.DENIED;
      }
      return question.action() == Action.READ ? read(question) : write(question);
    } catch (FreeholdException e) {
      if (e.code() == ErrorCode.VALIDATION || e.code() == ErrorCode.NOT_AUTHORIZED) {
        // A key that is not granted, or no value of its type: there is no such row for the caller.
        return AccessAnswer.DENIED;
      }
      throw e;
    }
  }

  private boolean readable(AccessQuestion question) {
    return accesses.read(question.table()).rows() != Filter.Always.FALSE;
  }

  private AccessAnswer read(AccessQuestion question) {
    Table table = question.table();
    Map<String, Filter> cells = accesses.read(table).cells();
    List<Filter> rules = cells.values().stream().distinct().toList();
    return held(question, rules)
        .map(held ->
            new AccessAnswer(
                true,
                fields(table)
                    .filter(field -> accesses.sees(table, field) && held.test(cells.get(field)))
                    .toList()))
        .orElse(AccessAnswer.DENIED);
  }

  private AccessAnswer write(AccessQuestion question) {
    if (question.table().id().equals(TableId.USERS)) {
      return users(question);
    }
    List<WriteGrant> grants = writes.grants(question.table(), question.action());
    List<Filter> rules = grants.stream().map(WriteGrant::rows).distinct().toList();
    Optional<Predicate<Filter>> held =
        question.action() == Action.CREATE ? Optional.of(_ -> true) : held(question, rules);
    List<WriteGrant> covering =
        held.map(holds -> grants.stream().filter(grant -> holds.test(grant.rows())).toList())
            .orElse(List.of());
    return covering.isEmpty()
        ? AccessAnswer.DENIED
        : new AccessAnswer(true, writable(question, covering));
  }

  /** The platform's own operation asks for no permission, but for columns that the owner added. */
  private AccessAnswer users(AccessQuestion question) {
    Table users = question.table();
    Filter own = everything ? Filter.Always.TRUE : caller.bind(himself(users));
    List<WriteGrant> grants = writes.grants(users, question.action());
    List<Filter> rules =
        Stream.concat(Stream.of(own), grants.stream().map(WriteGrant::rows)).distinct().toList();
    List<String> fields =
        held(question, rules)
            .map(held ->
                fields(users)
                    .filter(field ->
                        added(users, field)
                            ? grants.stream()
                                .anyMatch(
                                    grant -> held.test(grant.rows()) && covers(grant, users, field))
                            : held.test(own) && ofPlatform(field))
                    .toList())
            .orElse(List.of());
    return fields.isEmpty() ? AccessAnswer.DENIED : new AccessAnswer(true, fields);
  }

  private static boolean added(Table users, String field) {
    return users
        .field(field)
        .filter(column -> UsersColumns.added(users.id(), column.name()))
        .filter(users::accepts)
        .isPresent();
  }

  private boolean ofPlatform(String field) {
    return Access.OWN_FIELDS.contains(field) || (everything && field.equals("status"));
  }

  private Filter himself(Table users) {
    return FilterParser.rule(
        accesses.catalog(), users, Map.of("id", Map.of("equals", Variable.USER_ID.text())));
  }

  /** Which rules the row meets; without a row those that some row could. Empty: no row. */
  private Optional<Predicate<Filter>> held(AccessQuestion question, List<Filter> rules) {
    if (!question.aboutRow()) {
      return Optional.of(rule -> rule != Filter.Always.FALSE);
    }
    Filter key = new ReadPlanner(accesses).key(question.table(), question.key());
    return RowTest.read(
            database.apply(new RowTest(accesses, caller).statement(question.table(), key, rules)))
        .map(held -> rule -> held.get(rules.indexOf(rule)));
  }

  private List<String> writable(AccessQuestion question, List<WriteGrant> grants) {
    Table table = question.table();
    if (!question.action().writes()) {
      return List.of();
    }
    TableFields there = new TableFields(accesses, writes);
    return fields(table)
        .filter(field -> there.there(table, question.action(), field))
        .filter(field ->
            question.action() == Action.CREATE
                || table.primaryKey().stream()
                    .flatMap(key -> key.columns().stream())
                    .noneMatch(column -> column.field().equals(field)))
        .filter(field -> grants.stream().anyMatch(grant -> covers(grant, table, field)))
        .toList();
  }

  static boolean covers(WriteGrant grant, Table table, String field) {
    return table.field(field).filter(grant::covers).isPresent()
        || table.relation(field).filter(grant::covers).isPresent();
  }

  static Stream<String> fields(Table table) {
    return Stream.concat(
        table.columns().stream().map(Column::field),
        table.relations().stream().map(Relation::field));
  }
}
