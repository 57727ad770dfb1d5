package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.SoftDelete;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.Filter.Quantifier;
import dev.freehold.api.filter.Operand;
import dev.freehold.api.filter.Operator;
import java.util.List;

/**
 * Writes filters as conditions. A client's filter sees what the client sees: hidden rows are not
 * there and hidden cells are empty. A rule sees everything.
 */
final class ConditionWriter {
  private final Sql sql;
  private final Accesses accesses;
  private final CallerValues caller;

  ConditionWriter(Sql sql, Accesses accesses, CallerValues caller) {
    this.sql = sql;
    this.accesses = accesses;
    this.caller = caller;
  }

  /** The rows of the table that there are for the caller. */
  void rows(Scope scope) {
    ReadAccess access = accesses.read(scope.table());
    sql.add("(");
    alive(scope);
    if (!access.rows().equals(Filter.Always.TRUE)) {
      sql.add(" and ");
      write(access.rows(), scope, true);
    }
    sql.add(")");
  }

  /** Those that would be there for the caller if they were not marked as deleted. */
  void deletedRows(Scope scope) {
    SoftDelete mark = scope.table().softDelete();
    sql.add("(").column(scope.alias(), mark.column().name());
    sql.add(mark.timed() ? " is not null and " : " is true and ");
    write(accesses.read(scope.table()).rows(), scope, true);
    sql.add(")");
  }

  /** A filter of the client. */
  void client(Filter filter, Scope scope) {
    write(filter, scope, false);
  }

  /** A rule of a permission. */
  void rule(Filter filter, Scope scope) {
    write(filter, scope, true);
  }

  /** The cell as the client sees it: empty where it is hidden. */
  void cell(Column column, Scope scope) {
    guarded(column.field(), scope, () -> plain(column, scope));
  }

  /** A value of the row as the client sees it: empty where the field is hidden. */
  void guarded(String field, Scope scope, Runnable value) {
    accesses
        .read(scope.table())
        .guard(field)
        .ifPresentOrElse(
            guard -> {
              sql.add("(case when ");
              write(guard, scope, true);
              sql.add(" then ");
              value.run();
              sql.add(" end)");
            },
            value);
  }

  private void plain(Column column, Scope scope) {
    if (scope.table().id().equals(TableId.USERS) && column.name().equals("status")) {
      UserPartWriter.status(sql, scope.alias());
    } else {
      sql.column(scope.alias(), column.name());
    }
  }

  /** For what rows of Users have beside their columns. */
  UserPartWriter userParts() {
    return new UserPartWriter(sql, accesses, caller);
  }

  /** The scope of the relation's other end, before it is written. */
  Scope target(Relation relation) {
    return new Scope(accesses.table(relation.target()), sql.newAlias());
  }

  /** {@code from … where …}: the rows at the relation's other end, as the client sees them. */
  void related(Relation relation, Scope from, Scope to) {
    related(relation, from, to, false);
  }

  /** An order's term, as the client sees it: empty where a relation leads nowhere. */
  void term(Order order, Scope scope) {
    term(order.path(), order.column(), scope);
  }

  private void term(List<Relation> path, Column column, Scope scope) {
    if (path.isEmpty()) {
      cell(column, scope);
      return;
    }
    Scope to = target(path.getFirst());
    sql.add("(select ");
    term(path.subList(1, path.size()), column, to);
    related(path.getFirst(), scope, to);
    sql.add(" limit 1)");
  }

  private void related(Relation relation, Scope from, Scope to, boolean rule) {
    sql.add(" from ").table(relation.target()).add(" ").add(to.alias());
    if (relation.through() == null) {
      sql.add(" where ");
      links(relation.links(), from, to);
    } else {
      Scope join = new Scope(accesses.table(relation.through().table()), sql.newAlias());
      sql.add(" join ").table(join.table().id()).add(" ").add(join.alias()).add(" on ");
      links(relation.through().target(), join, to);
      sql.add(" where ");
      links(relation.through().own(), from, join);
      sql.add(" and ");
      seen(join, rule);
    }
    sql.add(" and ");
    seen(to, rule);
    if (!rule) {
      accesses
          .read(from.table())
          .guard(relation.field())
          .ifPresent(guard -> {
            sql.add(" and ");
            write(guard, from, true);
          });
    }
  }

  private void seen(Scope scope, boolean rule) {
    if (rule) {
      alive(scope);
    } else {
      rows(scope);
    }
  }

  private void links(List<Link> links, Scope from, Scope to) {
    String separator = "";
    for (Link link : links) {
      sql.add(separator).column(to.alias(), link.target().name()).add(" = ");
      sql.column(from.alias(), link.own().name());
      separator = " and ";
    }
  }

  /** Rows that are marked as deleted are not there. */
  private void alive(Scope scope) {
    Table table = scope.table();
    if (table.softDelete() == null) {
      sql.add("true");
    } else {
      sql.column(scope.alias(), table.softDelete().column().name());
      sql.add(table.softDelete().timed() ? " is null" : " is not true");
    }
  }

  private void write(Filter filter, Scope scope, boolean rule) {
    switch (filter) {
      case Filter.Always always -> sql.add(always == Filter.Always.TRUE ? "true" : "false");
      case Filter.All(List<Filter> parts) -> join(parts, " and ", scope, rule);
      case Filter.Any(List<Filter> parts) -> join(parts, " or ", scope, rule);
      case Filter.Not(Filter part) -> {
        sql.add("(");
        write(part, scope, rule);
        sql.add(" is not true)");
      }
      case Filter.Compare compare -> compare(compare, scope, rule);
      case Filter.Related related -> related(related, scope, rule);
    }
  }

  private void join(List<Filter> parts, String word, Scope scope, boolean rule) {
    String separator = "(";
    for (Filter part : parts) {
      sql.add(separator);
      write(part, scope, rule);
      separator = word;
    }
    sql.add(")");
  }

  private void related(Filter.Related related, Scope scope, boolean rule) {
    sql.add(related.quantifier() == Quantifier.SOME ? "exists (select" : "not exists (select");
    Scope to = target(related.relation());
    related(related.relation(), scope, to, rule);
    if (!related.filter().equals(Filter.Always.TRUE) || related.quantifier() == Quantifier.EVERY) {
      sql.add(" and ");
      write(related.filter(), to, rule);
      sql.add(related.quantifier() == Quantifier.EVERY ? " is not true" : "");
    }
    sql.add(")");
  }

  private void compare(Filter.Compare compare, Scope scope, boolean rule) {
    String type = compare.column().type().sqlType();
    Runnable cell =
        () -> {
          if (rule) {
            plain(compare.column(), scope);
          } else {
            cell(compare.column(), scope);
          }
        };
    if (compare.operator() == Operator.EMPTY) {
      empty(compare.column(), cell);
      return;
    }
    sql.add("(");
    if (compare.operator() == Operator.HAS) {
      value(compare, element(type)).add(" = any(");
      cell.run();
      sql.add("))");
      return;
    }
    cell.run();
    switch (compare.operator()) {
      case EQUALS -> value(" = ", compare, type);
      case GREATER -> value(" > ", compare, type);
      case GREATER_OR_EQUAL -> value(" >= ", compare, type);
      case LESS -> value(" < ", compare, type);
      case LESS_OR_EQUAL -> value(" <= ", compare, type);
      case IN -> value(" = any(", compare, type + "[]").add(")");
      case CONTAINS -> pattern("%", compare, "%");
      case STARTS_WITH -> pattern("", compare, "%");
      case ENDS_WITH -> pattern("%", compare, "");
      case JSON_CONTAINS -> value(" @> ", compare, "jsonb");
      case MATCHES -> value(" @@ websearch_to_tsquery(", compare, "text").add(")");
      case HAS, EMPTY -> throw new IllegalStateException("Written before");
    }
    sql.add(")");
  }

  private void empty(Column column, Runnable cell) {
    sql.add("(");
    if (column.type().array()) {
      sql.add("coalesce(cardinality(");
      cell.run();
      sql.add("), 0) = 0)");
    } else if (column.type().scalar() == Scalar.STRING) {
      sql.add("coalesce(");
      cell.run();
      sql.add(", '') = '')");
    } else {
      cell.run();
      sql.add(" is null)");
    }
  }

  private Sql value(String before, Filter.Compare compare, String type) {
    sql.add(before);
    return value(compare, type);
  }

  private Sql value(Filter.Compare compare, String type) {
    return sql.value(operand(compare), type);
  }

  private void pattern(String before, Filter.Compare compare, String after) {
    sql.add(" ilike ")
        .value(operand(compare).then(text -> before + literally(text) + after), "text");
  }

  private Parameter operand(Filter.Compare compare) {
    return compare.operand() instanceof Operand.OfCaller
        ? new Parameter(caller.text(compare), (someone, _) -> someone.text(compare))
        : Parameter.of(compare.operand());
  }

  /** For a pattern that means the text itself. */
  private static String literally(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static String element(String arrayType) {
    return arrayType.substring(0, arrayType.length() - 2);
  }
}
