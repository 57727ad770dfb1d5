package dev.freehold.api.data;

import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.util.List;

/** Writes the foreign keys of a relation that are not in the relation's own table. */
sealed interface Ends permits ForeignEnds, JoinedEnds {
  /** A row that is to be connected to others. */
  record Connection(List<Row> rows, Row target, String path) {}

  static Ends of(WriteSession session, Table table, Relation relation) {
    return relation.through() == null
        ? new ForeignEnds(session, table, relation)
        : new JoinedEnds(session, relation);
  }

  /** Has a row that is to be made at the other end refer to the row, if it is to have the key. */
  void prepare(Draft draft, Row row);

  /** Connects rows that are there. */
  void connect(List<Connection> connections);

  /** Connects rows that were made, after {@link #prepare}. */
  void created(List<Connection> connections);

  /** Has rows that are connected be so no more. */
  void disconnect(List<RelatedRows.Pair> pairs, String path);
}
