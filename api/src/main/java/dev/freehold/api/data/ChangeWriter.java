package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.ValueTexts;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes one statement that answers what a caller may know of some changes. The rules stand in it
 * three times: for the row as it is now ({@code n}), as the change left it ({@code i}) and as it
 * was before ({@code b}). What the caller saw before and sees afterwards decides what the change is
 * to him; whatever he gets of the row was read from the table now, or is what he saw before.
 */
final class ChangeWriter {
  private final Sql sql = new Sql();
  private final ConditionWriter conditions;
  private final ReadWriter rows;
  private final Accesses accesses;
  private final ChangeSelection wanted;
  private final Table table;
  private final List<Column> guarded;

  private ChangeWriter(ChangeSelection wanted, Accesses accesses, CallerValues caller) {
    this.conditions = new ConditionWriter(sql, accesses, caller);
    this.rows = new ReadWriter(sql, conditions);
    this.accesses = accesses;
    this.wanted = wanted;
    this.table = wanted.table();
    this.guarded =
        table.columns().stream()
            .filter(column -> accesses.sees(table, column.field()))
            .filter(column -> accesses.read(table).guard(column.field()).isPresent())
            .toList();
  }

  /** Its only column has the payloads, in the order of the changes. */
  static Sql.Statement write(
      ChangeSelection wanted, List<ChangedRow> changes, Accesses accesses, CallerValues caller) {
    return new ChangeWriter(wanted, accesses, caller).write(changes);
  }

  private Sql.Statement write(List<ChangedRow> changes) {
    payload();
    sql.add(" from unnest(")
        .value(ValueTexts.literal(numbers(changes.size())), "int[]")
        .add(", ")
        .value(ValueTexts.literal(changes.stream().map(ChangedRow::before).toList()), "jsonb[]")
        .add(", ")
        .value(ValueTexts.literal(changes.stream().map(ChangedRow::after).toList()), "jsonb[]")
        .add(") c(n, o, w) cross join lateral ");
    record("coalesce(c.w, c.o)");
    sql.add(" k left join lateral ");
    now();
    sql.add(" n on true left join lateral (select true as seen from ");
    Scope image = new Scope(table, sql.newAlias());
    record("c.w");
    sql.add(" ").add(image.alias()).add(" where c.w is not null and ");
    conditions.rows(image);
    sql.add(") i on true left join lateral ");
    before();
    sql.add(
        " b on true cross join lateral (select case when b.seen and i.seen then 'update'"
            + " when i.seen then 'create' when b.seen then 'delete' end as kind) m"
            + " cross join lateral (select ");
    updatedFields();
    sql.add(" as fields) u");
    where();
    sql.add(" order by c.n");
    return sql.statement();
  }

  private void payload() {
    String separator = "select json_build_object(";
    for (int i = 0; i < wanted.parts().size(); i++) {
      ChangeSelection.Part part = wanted.parts().get(i);
      sql.add(separator).key(part.key()).add(", ");
      switch (part) {
        case ChangeSelection.Part.Mutation _ -> sql.add("m.kind");
        case ChangeSelection.Part.UpdatedFields _ -> sql.add("to_json(u.fields)");
        case ChangeSelection.Part.TypeName _ ->
            sql.key(table.names().type() + "SubscriptionPayload");
        case ChangeSelection.Part.Node _ ->
            sql.add("case when m.kind <> 'delete' then n.o" + i + " end");
        case ChangeSelection.Part.Previous _ -> sql.add("b.o" + i);
      }
      separator = ", ";
    }
    sql.add(")::text");
  }

  /** The row in the table. */
  private void now() {
    Scope scope = new Scope(table, sql.newAlias());
    seen(scope, ChangeSelection.Part.Node.class);
    sql.add(" from ").table(table.id()).add(" ").add(scope.alias());
    sql.add(" where c.w is not null and ");
    conditions.rows(scope);
    for (Column column : table.primaryKey().map(Key::columns).orElseThrow()) {
      sql.add(" and ").column(scope.alias(), column.name());
      sql.add(" = ").column("k", column.name());
    }
    sql.add(")");
  }

  /** The row as the change found it. */
  private void before() {
    Scope scope = new Scope(table, sql.newAlias());
    seen(scope, ChangeSelection.Part.Previous.class);
    sql.add(" from ");
    record("c.o");
    sql.add(" ").add(scope.alias()).add(" where c.o is not null and ");
    conditions.rows(scope);
    sql.add(")");
  }

  private void seen(Scope scope, Class<? extends ChangeSelection.Part> parts) {
    sql.add("(select true as seen, ");
    if (wanted.filter() == Filter.Always.TRUE) {
      sql.add("true");
    } else {
      conditions.client(wanted.filter(), scope);
    }
    sql.add(" as f");
    for (int i = 0; i < wanted.parts().size(); i++) {
      if (parts.isInstance(wanted.parts().get(i))) {
        sql.add(", ");
        rows.object(row(wanted.parts().get(i)), scope);
        sql.add(" as o" + i);
      }
    }
    for (int i = 0; i < guarded.size(); i++) {
      sql.add(", ");
      conditions.rule(accesses.read(table).guard(guarded.get(i).field()).orElseThrow(), scope);
      sql.add(" as g" + i);
    }
  }

  private static RowPlan row(ChangeSelection.Part part) {
    return switch (part) {
      case ChangeSelection.Part.Node(_, RowPlan row) -> row;
      case ChangeSelection.Part.Previous(_, RowPlan row) -> row;
      default -> throw new IllegalArgumentException("Selects nothing of a row");
    };
  }

  /** Fields with another value, as far as the caller sees the old one and the new one. */
  private void updatedFields() {
    String separator = "case when m.kind = 'update' then array_remove(array[";
    for (Column column : table.columns()) {
      if (accesses.sees(table, column.field())) {
        sql.add(separator).add("case when c.o -> ").value(column.name(), "text");
        sql.add(" is distinct from c.w -> ").value(column.name(), "text");
        int guard = guarded.indexOf(column);
        sql.add(guard < 0 ? "" : " and n.g" + guard + " and b.g" + guard);
        sql.add(" then ").key(column.field()).add(" end");
        separator = ", ";
      }
    }
    boolean none = separator.startsWith("case");
    sql.add(none ? "'{}'::text[]" : "]::text[], null) else '{}' end");
  }

  private void where() {
    sql.add(
        " where (m.kind = 'delete' or (m.kind is not null and n.seen))"
            + " and case when m.kind = 'delete' then b.f else n.f end and (m.kind <> 'update' or ");
    differs();
    sql.add(")");
    in(" and m.kind = any(", wanted.kinds());
    in(" and u.fields @> (", wanted.every());
    in(" and u.fields && (", wanted.some());
  }

  /** Whether the row is another to the caller: not when only what he does not see has changed. */
  private void differs() {
    String separator = "";
    for (Column column : table.columns()) {
      if (accesses.sees(table, column.field())) {
        int guard = guarded.indexOf(column);
        sql.add(separator);
        cell("c.o", column, guard < 0 ? null : "b.g" + guard);
        sql.add(" is distinct from ");
        cell("c.w", column, guard < 0 ? null : "n.g" + guard);
        separator = " or ";
      }
    }
    if (separator.isEmpty()) {
      sql.add("false");
    }
  }

  private void cell(String record, Column column, @Nullable String seen) {
    sql.add(seen == null ? "" : "case when " + seen + " then ");
    sql.add(record + " -> ").value(column.name(), "text");
    sql.add(seen == null ? "" : " end");
  }

  private void in(String condition, List<String> names) {
    if (!names.isEmpty()) {
      sql.add(condition).value(ValueTexts.literal(names), "text[]").add(")");
    }
  }

  /** A row of the table made of noted values. */
  private void record(String values) {
    sql.add("jsonb_populate_record(null::").table(table.id()).add(", ").add(values).add(")");
  }

  private static List<String> numbers(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(Integer::toString).toList());
  }
}
