package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes and deletes rows as the caller's roles allow. A row is changed by the permissions that
 * cover what is said and let the row be changed; one of them has to accept the result. Where they
 * preset different values, those count that go with the first.
 */
final class RowUpdates {
  private final WriteSession session;

  RowUpdates(WriteSession session) {
    this.session = session;
  }

  /** Changes rows under permissions that write the same. */
  private interface Change {
    Sql.Statement statement(RowKeys rows, Map<Column, String> presets, Filter rule);
  }

  /** Answers those of the rows that were changed. */
  List<Row> update(Table table, RowKeys rows, Draft draft) {
    WriteStatements statements = session.statements(table);
    return change(
        table,
        rows,
        draft,
        (some, presets, rule) -> {
          Map<Column, String> values = new LinkedHashMap<>(draft.values());
          values.putAll(presets);
          return values.isEmpty()
              ? statements.satisfying(some, rule)
              : statements.update(some, values, rule);
        });
  }

  /**
   * Gives each row a foreign key of its own.
   *
   * @param keys the rows, to the values of the columns
   * @param like what is written, of whichever row: permissions are looked for by it
   */
  List<Row> refer(Table table, Map<Row, List<String>> keys, List<Column> columns, Draft like) {
    WriteStatements statements = session.statements(table);
    RowKeys rows = RowKeys.of(table, keys.keySet());
    Map<List<String>, List<String>> byKey = new LinkedHashMap<>();
    keys.forEach((row, texts) -> byKey.put(row.texts(rows.columns()), texts));
    return change(
        table,
        rows,
        like,
        (some, presets, rule) ->
            statements.update(
                some, columns, some.rows().stream().map(byKey::get).toList(), presets, rule));
  }

  /** Takes the mark of deletion off those of the rows that may be deleted and changed. */
  List<Row> restore(Table table, RowKeys rows, Draft draft) {
    WriteStatements statements = session.statements(table);
    Filter deletable = rules(session.grants(table, Action.DELETE, ""));
    return change(
        table,
        rows,
        draft,
        (some, presets, rule) ->
            statements.restore(some, presets, Filter.all(List.of(rule, deletable))));
  }

  /** Answers those of the rows that were deleted. */
  List<Row> delete(Table table, RowKeys rows, String path) {
    Filter rule = rules(session.grants(table, Action.DELETE, path));
    return rows.isEmpty()
        ? List.of()
        : session.rows(table, session.statements(table).delete(rows, rule), path);
  }

  private List<Row> change(Table table, RowKeys rows, Draft draft, Change change) {
    String path = draft.data().path();
    List<WriteGrant> covering =
        session.grants(table, Action.UPDATE, path).stream()
            .filter(grant -> grant.covers(draft))
            .toList();
    List<Row> changed = new ArrayList<>();
    if (!rows.isEmpty() && !covering.isEmpty()) {
      judged(table, rows, covering, path)
          .forEach((grants, some) -> {
            Map<Column, String> presets = grants.getFirst().presets();
            List<WriteGrant> same =
                grants.stream().filter(grant -> grant.presets().equals(presets)).toList();
            Sql.Statement statement = change.statement(some, presets, rules(same));
            List<Row> done = session.rows(table, statement, path);
            session.checkLater(
                table, done, Filter.any(same.stream().map(WriteGrant::written).toList()), path);
            changed.addAll(done);
          });
    }
    return changed;
  }

  /** The rows by the permissions that let them be changed. */
  private Map<List<WriteGrant>, RowKeys> judged(
      Table table, RowKeys rows, List<WriteGrant> grants, String path) {
    if (grants.size() == 1) {
      return Map.of(grants, rows);
    }
    List<Column> columns = Row.columns(table);
    Map<List<WriteGrant>, List<Row>> judged = new LinkedHashMap<>();
    session.read(
        session.statements(table).judge(rows, grants.stream().map(WriteGrant::rows).toList()),
        path,
        answer -> {
          List<WriteGrant> these = new ArrayList<>();
          for (int i = 0; i < grants.size(); i++) {
            if (answer.getBoolean(i + 1)) {
              these.add(grants.get(i));
            }
          }
          Row row = Row.read(columns, answer, grants.size() + 1);
          return judged.computeIfAbsent(these, _ -> new ArrayList<>()).add(row);
        });
    judged.remove(List.of());
    Map<List<WriteGrant>, RowKeys> keys = new LinkedHashMap<>();
    judged.forEach((these, some) -> keys.put(these, RowKeys.of(table, some)));
    return keys;
  }

  private static Filter rules(List<WriteGrant> grants) {
    return Filter.any(grants.stream().map(WriteGrant::rows).toList());
  }
}
