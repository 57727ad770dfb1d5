package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row by what tells it apart and what rows of other tables refer to.
 *
 * @param cells as texts; null where the cell is empty
 */
record Row(Map<Column, String> cells) {
  /** The columns that rows of the table are known by: of its keys and of its relations. */
  static List<Column> columns(Table table) {
    Set<Column> columns = new LinkedHashSet<>();
    table.keys().stream().map(Key::columns).forEach(columns::addAll);
    for (Relation relation : table.relations()) {
      List<Link> links = relation.through() == null ? relation.links() : relation.through().own();
      links.forEach(link -> columns.add(link.own()));
    }
    return List.copyOf(columns);
  }

  /** The statement's current row, whose columns these are from the given one on, counted from 1. */
  static Row read(List<Column> columns, ResultSet answer, int from) throws SQLException {
    Map<Column, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.put(columns.get(i), answer.getString(from + i));
    }
    return new Row(cells);
  }

  List<String> texts(List<Column> columns) {
    List<String> texts = new ArrayList<>();
    columns.forEach(column -> texts.add(cells.get(column)));
    return texts;
  }
}
