package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.RowData.KeyData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds rows at the other end of relations, as the caller sees them. */
final class RelatedRows {
  private final WriteSession session;

  RelatedRows(WriteSession session) {
    this.session = session;
  }

  /** A row that is connected to another one. */
  record Pair(Row own, Row target) {}

  private record Found(int number, Row row) {}

  /**
   * The row that each of the keys names. A hidden row is not there.
   *
   * @param keep whether they are kept from others until it is over
   */
  Map<KeyData, Row> find(Table table, List<KeyData> keys, boolean keep) {
    Map<List<Column>, List<KeyData>> alike = new LinkedHashMap<>();
    for (KeyData key : keys) {
      alike.computeIfAbsent(List.copyOf(key.values().keySet()), _ -> new ArrayList<>()).add(key);
    }
    Map<KeyData, Row> found = new HashMap<>();
    List<Column> columns = Row.columns(table);
    alike.forEach((by, some) -> {
      Sql.Statement statement =
          session
              .links()
              .find(
                  table,
                  by,
                  some.stream().map(key -> List.copyOf(key.values().values())).toList(),
                  keep);
      session
          .read(
              statement,
              some.getFirst().path(),
              answer -> new Found(answer.getInt(1), Row.read(columns, answer, 2)))
          .forEach(one -> found.put(some.get(one.number()), one.row()));
    });
    for (KeyData key : keys) {
      if (!found.containsKey(key)) {
        throw Refusal.notFound(key.path());
      }
    }
    return found;
  }

  /**
   * What the rows are connected to. Where the caller may not follow the relation, it is refused.
   */
  List<Pair> connected(Table table, Relation relation, List<Row> rows, String path) {
    if (!session.accesses().sees(table, relation.field())) {
      throw Refusal.notAuthorized(path);
    }
    List<Column> own = Row.columns(table);
    List<Column> others = Row.columns(session.accesses().table(relation.target()));
    return session.read(
        session.links().connected(table, relation, RowKeys.of(table, rows)),
        path,
        answer -> new Pair(Row.read(own, answer, 1), Row.read(others, answer, own.size() + 1)));
  }
}
