package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes rows of one table as the caller's roles allow. Each role's permission counts for itself: a
 * row is made by one that covers what is said of it. Where roles preset different values, the first
 * counts that accepts the row.
 */
final class RowInserts {
  /** PostgreSQL takes 65,535 parameters in a statement. */
  private static final int MOST_PARAMETERS = 30_000;

  private final WriteSession session;

  RowInserts(WriteSession session) {
    this.session = session;
  }

  /** Makes all of them, in as few statements as there are combinations of permissions. */
  List<Row> insert(Table table, List<Draft> drafts, String path) throws SQLException {
    Map<List<WriteGrant>, List<Integer>> alike = new LinkedHashMap<>();
    List<WriteGrant> grants = session.grants(table, Action.CREATE, path);
    for (int i = 0; i < drafts.size(); i++) {
      alike.computeIfAbsent(covering(grants, drafts.get(i)), _ -> new ArrayList<>()).add(i);
    }
    Row[] made = new Row[drafts.size()];
    for (Map.Entry<List<WriteGrant>, List<Integer>> some : alike.entrySet()) {
      List<List<WriteGrant>> ways = ways(some.getKey());
      List<Draft> these = some.getValue().stream().map(drafts::get).toList();
      List<Row> rows =
          ways.size() == 1
              ? together(table, these, ways.getFirst(), path)
              : oneByOne(table, these, ways);
      for (int i = 0; i < rows.size(); i++) {
        made[some.getValue().get(i)] = rows.get(i);
      }
    }
    return Arrays.asList(made);
  }

  /** Makes rows of a join table, as far as they are not there; answers those that were made. */
  List<Row> insertMissing(Table table, List<Draft> drafts, String path) {
    List<WriteGrant> grants = session.grants(table, Action.CREATE, path);
    Map<List<WriteGrant>, List<Draft>> alike = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      alike.computeIfAbsent(covering(grants, draft), _ -> new ArrayList<>()).add(draft);
    }
    List<Row> made = new ArrayList<>();
    alike.forEach((covering, some) -> {
      List<WriteGrant> way = ways(covering).getFirst();
      for (List<Map<Column, String>> part : parts(values(some, way))) {
        List<Row> rows = session.rows(table, session.statements(table).insertMissing(part), path);
        session.checkLater(table, rows, accepted(way), path);
        made.addAll(rows);
      }
    });
    return made;
  }

  /**
   * Those that cover what is said of the row.
   *
   * @throws dev.freehold.api.platform.FreeholdException when none does
   */
  static List<WriteGrant> covering(List<WriteGrant> grants, Draft draft) {
    List<WriteGrant> covering = grants.stream().filter(grant -> grant.covers(draft)).toList();
    if (covering.isEmpty()) {
      throw Refusal.notAuthorized(draft.data().path());
    }
    return covering;
  }

  /** Permissions that write the same count together. */
  static List<List<WriteGrant>> ways(List<WriteGrant> grants) {
    Map<Map<Column, String>, List<WriteGrant>> ways = new LinkedHashMap<>();
    for (WriteGrant grant : grants) {
      ways.computeIfAbsent(grant.presets(), _ -> new ArrayList<>()).add(grant);
    }
    return List.copyOf(ways.values());
  }

  /** What a row that they write together must satisfy. */
  static Filter accepted(List<WriteGrant> way) {
    return Filter.any(way.stream().map(WriteGrant::written).toList());
  }

  private static List<Map<Column, String>> values(List<Draft> drafts, List<WriteGrant> way) {
    return drafts.stream().map(draft -> way.getFirst().complete(draft.values())).toList();
  }

  private List<Row> together(Table table, List<Draft> drafts, List<WriteGrant> way, String path) {
    List<Row> made = new ArrayList<>();
    for (List<Map<Column, String>> part : parts(values(drafts, way))) {
      List<Row> rows = session.rows(table, session.statements(table).insert(part), path);
      if (rows.size() != part.size()) {
        // A trigger can do that; which rows are left cannot be told.
        throw Refusal.notTaken(path);
      }
      session.checkLater(table, rows, accepted(way), path);
      made.addAll(rows);
    }
    return made;
  }

  private List<Row> oneByOne(Table table, List<Draft> drafts, List<List<WriteGrant>> ways)
      throws SQLException {
    List<Row> made = new ArrayList<>();
    for (Draft draft : drafts) {
      made.add(one(table, draft, ways));
    }
    return made;
  }

  private Row one(Table table, Draft draft, List<List<WriteGrant>> ways) throws SQLException {
    String path = draft.data().path();
    for (List<WriteGrant> way : ways) {
      Optional<Row> made =
          session.attempt(() -> {
            List<Row> rows = together(table, List.of(draft), way, path);
            return session.satisfies(table, RowKeys.of(table, rows), accepted(way), path)
                ? Optional.of(rows.getFirst())
                : Optional.empty();
          });
      if (made.isPresent()) {
        return made.get();
      }
    }
    // What is written after it may still make it acceptable.
    return together(table, List.of(draft), ways.getFirst(), path).getFirst();
  }

  private static List<List<Map<Column, String>>> parts(List<Map<Column, String>> rows) {
    int widest = rows.stream().mapToInt(Map::size).max().orElse(1);
    int most = Math.max(1, MOST_PARAMETERS / Math.max(1, widest));
    List<List<Map<Column, String>>> parts = new ArrayList<>();
    for (int begin = 0; begin < rows.size(); begin += most) {
      parts.add(rows.subList(begin, Math.min(rows.size(), begin + most)));
    }
    return parts;
  }
}
