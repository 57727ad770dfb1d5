package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.Through;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A join table has both foreign keys of the relation. */
final class JoinedEnds implements Ends {
  private final WriteSession session;
  private final Through through;
  private final Table join;
  private final List<Column> own;
  private final List<Column> target;

  JoinedEnds(WriteSession session, Relation relation) {
    this.session = session;
    this.through = relation.through();
    this.join = session.accesses().table(through.table());
    this.own = through.own().stream().map(Link::target).toList();
    this.target = through.target().stream().map(Link::own).toList();
  }

  @Override
  public void prepare(Draft draft, Row row) {}

  @Override
  public void connect(List<Connection> connections) {
    int size = connections.stream().mapToInt(one -> one.rows().size()).sum();
    if (size > RowParser.MOST) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED,
          connections.getFirst().path(),
          "Would make more than " + RowParser.MOST + " connections");
    }
    Map<Map<Column, String>, Draft> drafts = new LinkedHashMap<>();
    for (Connection connection : connections) {
      for (Row row : connection.rows()) {
        Draft draft = new Draft(new RowData(join, Map.of(), List.of(), connection.path()));
        draft.refer(own, texts(row), field(own), connection.path());
        draft.refer(target, targets(connection.target()), field(target), connection.path());
        drafts.putIfAbsent(draft.values(), draft);
      }
    }
    if (!drafts.isEmpty()) {
      new RowInserts(session)
          .insertMissing(join, List.copyOf(drafts.values()), connections.getFirst().path());
    }
  }

  @Override
  public void created(List<Connection> connections) {
    connect(connections);
  }

  @Override
  public void disconnect(List<RelatedRows.Pair> pairs, String path) {
    if (pairs.isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (RelatedRows.Pair pair : pairs) {
      Map<Column, String> cells = new LinkedHashMap<>();
      put(cells, own, texts(pair.own()));
      put(cells, target, targets(pair.target()));
      rows.add(new Row(cells));
    }
    RowKeys keys = RowKeys.of(join, rows);
    if (new RowUpdates(session).delete(join, keys, path).size() < keys.size()) {
      throw Refusal.notAuthorized(path);
    }
  }

  private List<String> texts(Row row) {
    return row.texts(through.own().stream().map(Link::own).toList());
  }

  private List<String> targets(Row row) {
    return row.texts(through.target().stream().map(Link::target).toList());
  }

  private static void put(Map<Column, String> cells, List<Column> columns, List<String> texts) {
    for (int i = 0; i < columns.size(); i++) {
      cells.put(columns.get(i), texts.get(i));
    }
  }

  /** The relation that follows the foreign key, as the join table calls it. */
  private String field(List<Column> columns) {
    return join.relations().stream()
        .filter(Relation::referencing)
        .filter(one -> one.links().stream().map(Link::own).toList().equals(columns))
        .map(Relation::field)
        .findFirst()
        .orElse(null);
  }
}
