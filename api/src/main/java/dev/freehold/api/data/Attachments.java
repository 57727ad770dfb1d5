package dev.freehold.api.data;

import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.RowData.KeyData;
import dev.freehold.api.data.RowData.RelationData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what is said of relations whose foreign keys are not in the row itself. */
final class Attachments {
  private final WriteSession session;
  private final NestedWrites nested;
  private final RelatedRows related;

  /**
   * What is said of a relation.
   *
   * @param rows of which it is said; several only for a change of several rows
   */
  record Attachment(List<Row> rows, RelationData data) {}

  Attachments(WriteSession session, NestedWrites nested) {
    this.session = session;
    this.nested = nested;
    this.related = new RelatedRows(session);
  }

  /** Connects rows that were just made. */
  void attach(Table table, Relation relation, List<Attachment> all) throws SQLException {
    Table target = session.accesses().table(relation.target());
    Ends ends = Ends.of(session, table, relation);
    List<KeyData> keys = new ArrayList<>();
    all.forEach(one -> keys.addAll(one.data().connect()));
    Map<KeyData, Row> found = related.find(target, keys, relation.through() == null);
    List<Ends.Connection> connections = new ArrayList<>();
    for (Attachment one : all) {
      for (KeyData key : one.data().connect()) {
        connections.add(new Ends.Connection(one.rows(), found.get(key), key.path()));
      }
    }
    ends.connect(connections);
    create(target, ends, all);
  }

  private void create(Table target, Ends ends, List<Attachment> all) throws SQLException {
    Map<Draft, Attachment> drafts = new LinkedHashMap<>();
    for (Attachment one : all) {
      for (RowData data : one.data().create()) {
        Draft draft = new Draft(data);
        ends.prepare(draft, one.rows().getFirst());
        drafts.put(draft, one);
      }
    }
    if (drafts.isEmpty()) {
      return;
    }
    String path = Refusal.path(all.getFirst().data().path(), "create");
    List<Row> made = nested.create(target, List.copyOf(drafts.keySet()), path);
    List<Ends.Connection> connections = new ArrayList<>();
    for (Attachment one : drafts.values()) {
      Row row = made.get(connections.size());
      connections.add(new Ends.Connection(one.rows(), row, path));
    }
    ends.created(connections);
  }

  /** Changes what rows are connected to that were there before. */
  void change(Table table, Attachment said) throws SQLException {
    RelationData data = said.data();
    Relation relation = data.relation();
    Table target = session.accesses().table(relation.target());
    Ends ends = Ends.of(session, table, relation);
    boolean connects = !data.connect().isEmpty() || !data.create().isEmpty();
    boolean replaces = data.reconnect() != null || (connects && !relation.toMany());
    if (relation.through() == null
        && said.rows().size() > 1
        && (connects || (data.reconnect() != null && !data.reconnect().isEmpty()))) {
      throw Refusal.invalid(data.path(), "A row there can be connected to one row only");
    }
    List<RelatedRows.Pair> before =
        replaces || !data.disconnect().isEmpty()
            ? related.connected(table, relation, said.rows(), data.path())
            : List.of();
    if (!data.disconnect().isEmpty()) {
      disconnect(target, ends, data, before);
    }
    if (replaces) {
      replace(target, ends, said, before);
    }
    attach(table, relation, List.of(said));
  }

  private void disconnect(
      Table target, Ends ends, RelationData data, List<RelatedRows.Pair> before) {
    List<KeyData> named =
        data.disconnect().stream().filter(key -> !key.values().isEmpty()).toList();
    List<RelatedRows.Pair> out = new ArrayList<>();
    if (named.size() < data.disconnect().size()) {
      out.addAll(before);
    }
    Map<KeyData, Row> found = related.find(target, named, false);
    for (KeyData key : named) {
      RowKeys row = RowKeys.of(target, List.of(found.get(key)));
      List<RelatedRows.Pair> these =
          before.stream().filter(pair -> row.has(pair.target())).toList();
      if (these.isEmpty()) {
        throw Refusal.notFound(key.path());
      }
      out.addAll(these);
    }
    ends.disconnect(out, Refusal.path(data.path(), "disconnect"));
  }

  /** Leaves what is wanted, takes the others away and connects what is missing. */
  private void replace(Table target, Ends ends, Attachment said, List<RelatedRows.Pair> before) {
    RelationData data = said.data();
    List<KeyData> keys = data.reconnect() == null ? data.connect() : data.reconnect();
    Map<KeyData, Row> found = related.find(target, keys, data.relation().through() == null);
    RowKeys wanted = RowKeys.of(target, found.values());
    String path = Refusal.path(data.path(), data.reconnect() == null ? "connect" : "reconnect");
    ends.disconnect(before.stream().filter(pair -> !wanted.has(pair.target())).toList(), path);
    if (data.reconnect() != null) {
      List<Ends.Connection> connections = new ArrayList<>();
      for (KeyData key : keys) {
        List<Row> missing = new ArrayList<>(said.rows());
        RowKeys row = RowKeys.of(target, List.of(found.get(key)));
        before.stream()
            .filter(pair -> row.has(pair.target()))
            .forEach(pair -> missing.remove(pair.own()));
        if (!missing.isEmpty()) {
          connections.add(new Ends.Connection(missing, found.get(key), key.path()));
        }
      }
      ends.connect(connections);
    }
  }
}
