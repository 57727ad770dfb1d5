package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows at the relation's other end have its foreign key. */
final class ForeignEnds implements Ends {
  private final WriteSession session;
  private final Table target;
  private final List<Column> own;
  private final List<Column> columns;
  private final String back;

  ForeignEnds(WriteSession session, Table table, Relation relation) {
    this.session = session;
    this.target = session.accesses().table(relation.target());
    this.own = relation.links().stream().map(Link::own).toList();
    this.columns = relation.links().stream().map(Link::target).toList();
    this.back =
        target.relations().stream()
            .filter(Relation::referencing)
            .filter(one -> one.constraint().equals(relation.constraint()))
            .filter(one -> one.target().equals(table.id()))
            .map(Relation::field)
            .findFirst()
            .orElse(null);
  }

  @Override
  public void prepare(Draft draft, Row row) {
    draft.refer(columns, row.texts(own), back, draft.data().path());
  }

  @Override
  public void connect(List<Connection> connections) {
    Map<Row, List<String>> keys = new LinkedHashMap<>();
    for (Connection connection : connections) {
      List<String> texts = connection.rows().getFirst().texts(own);
      if (keys.put(connection.target(), texts) != null) {
        throw Refusal.invalid(connection.path(), "is said of this row twice");
      }
    }
    if (!keys.isEmpty()) {
      write(keys, columns, connections.getFirst().path());
    }
  }

  @Override
  public void created(List<Connection> connections) {}

  @Override
  public void disconnect(List<RelatedRows.Pair> pairs, String path) {
    if (!pairs.isEmpty()) {
      List<Column> emptied = NestedWrites.emptied(columns, path);
      Map<Row, List<String>> keys = new LinkedHashMap<>();
      pairs.forEach(pair -> keys.put(pair.target(), Collections.nCopies(emptied.size(), null)));
      write(keys, emptied, path);
    }
  }

  private void write(Map<Row, List<String>> keys, List<Column> written, String path) {
    if (target.primaryKey().map(Key::columns).orElseThrow().stream().anyMatch(written::contains)) {
      throw Refusal.invalid(path, "The primary key cannot be changed");
    }
    Draft like = new Draft(new RowData(target, Map.of(), List.of(), path));
    like.refer(written, keys.values().iterator().next(), back, path);
    List<Row> changed = new RowUpdates(session).refer(target, keys, written, like);
    if (changed.size() < keys.size()) {
      throw Refusal.notAuthorized(path);
    }
  }
}
