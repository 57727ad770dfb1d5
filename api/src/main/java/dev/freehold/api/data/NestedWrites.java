package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.RowData.KeyData;
import dev.freehold.api.data.RowData.RelationData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes rows with what is said of their relations: first the rows that they refer to, then they,
 * then those that refer to them. Rows of one table and place are written together.
 */
final class NestedWrites {
  private final WriteSession session;
  private final RowInserts inserts;
  private final RowUpdates updates;
  private final RelatedRows related;
  private final Attachments attachments;

  NestedWrites(WriteSession session) {
    this.session = session;
    this.inserts = new RowInserts(session);
    this.updates = new RowUpdates(session);
    this.related = new RelatedRows(session);
    this.attachments = new Attachments(session, this);
  }

  /** Makes rows, answered in their order. */
  List<Row> create(Table table, List<Draft> drafts, String path) throws SQLException {
    if (drafts.isEmpty()) {
      return List.of();
    }
    for (Relation relation : relations(drafts)) {
      if (relation.referencing()) {
        refer(relation, drafts);
      }
    }
    List<Row> made = inserts.insert(table, drafts, path);
    for (Relation relation : relations(drafts)) {
      if (!relation.referencing()) {
        List<Attachments.Attachment> some = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
          List<Row> row = List.of(made.get(i));
          drafts
              .get(i)
              .data()
              .relation(relation)
              .ifPresent(data -> some.add(new Attachments.Attachment(row, data)));
        }
        attachments.attach(table, relation, some);
      }
    }
    return made;
  }

  /** Changes rows, all in the same way; answers those that were changed. */
  List<Row> update(Table table, List<Row> rows, RowData data) throws SQLException {
    Draft draft = new Draft(data);
    for (RelationData said : data.relations()) {
      if (said.relation().referencing()) {
        if (!said.disconnect().isEmpty()) {
          disconnect(table, rows, draft, said);
        } else {
          refer(said.relation(), List.of(draft));
        }
      }
    }
    List<Row> changed = updates.update(table, RowKeys.of(table, rows), draft);
    for (RelationData said : data.relations()) {
      if (!said.relation().referencing() && !changed.isEmpty()) {
        attachments.change(table, new Attachments.Attachment(changed, said));
      }
    }
    return changed;
  }

  private static Set<Relation> relations(List<Draft> drafts) {
    Set<Relation> relations = new LinkedHashSet<>();
    drafts.forEach(draft -> draft.data().relations().forEach(one -> relations.add(one.relation())));
    return relations;
  }

  /** Has the drafts refer to the rows that are named or made for them. */
  private void refer(Relation relation, List<Draft> drafts) throws SQLException {
    Table target = session.accesses().table(relation.target());
    Map<Draft, KeyData> named = new LinkedHashMap<>();
    Map<Draft, Draft> made = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      draft
          .data()
          .relation(relation)
          .ifPresent(said -> {
            said.connect().forEach(key -> named.put(draft, key));
            if (said.reconnect() != null) {
              said.reconnect().forEach(key -> named.put(draft, key));
            }
            said.create().forEach(one -> made.put(draft, new Draft(one)));
          });
    }
    Map<KeyData, Row> found = related.find(target, List.copyOf(named.values()), false);
    named.forEach((draft, key) -> refer(draft, relation, found.get(key), key.path()));
    if (!made.isEmpty()) {
      List<Draft> others = List.copyOf(made.values());
      String path = others.getFirst().data().path();
      List<Row> rows = create(target, others, path);
      int next = 0;
      for (Draft draft : made.keySet()) {
        refer(draft, relation, rows.get(next++), path);
      }
    }
  }

  private static void refer(Draft draft, Relation relation, Row row, String path) {
    List<Link> links = relation.links();
    draft.refer(
        links.stream().map(Link::own).toList(),
        row.texts(links.stream().map(Link::target).toList()),
        relation.field(),
        path);
  }

  private void disconnect(Table table, List<Row> rows, Draft draft, RelationData said) {
    KeyData key = said.disconnect().getFirst();
    Relation relation = said.relation();
    if (!key.values().isEmpty()) {
      Table target = session.accesses().table(relation.target());
      Row named = related.find(target, List.of(key), false).get(key);
      RowKeys from = RowKeys.of(target, List.of(named));
      long connected =
          related.connected(table, relation, rows, key.path()).stream()
              .filter(pair -> from.has(pair.target()))
              .count();
      if (connected < rows.size()) {
        throw Refusal.notFound(key.path());
      }
    }
    List<Column> columns = emptied(relation.links().stream().map(Link::own).toList(), key.path());
    draft.refer(columns, Collections.nCopies(columns.size(), null), relation.field(), key.path());
  }

  /** Which of the foreign key's columns are to be empty where it refers to nothing. */
  static List<Column> emptied(List<Column> columns, String path) {
    List<Column> nullable = columns.stream().filter(Column::nullable).toList();
    if (nullable.isEmpty()) {
      throw Refusal.invalid(path, "cannot be without a counterpart");
    }
    return nullable;
  }
}
