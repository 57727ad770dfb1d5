package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What one field of a mutation does to the rows of its table, as the caller's roles allow. */
final class RowChanges {
  /** Rows that one field of a mutation may change. */
  static final int MOST = 10_000;

  private final WriteSession session;
  private final Table table;
  private final NestedWrites nested;
  private final RowUpdates updates;

  RowChanges(WriteSession session, Table table) {
    this.session = session;
    this.table = table;
    this.nested = new NestedWrites(session);
    this.updates = new RowUpdates(session);
  }

  /** Whether the caller may do that at all; said before anything is looked up. */
  void require(Action... actions) {
    for (Action action : actions) {
      session.grants(table, action, "");
    }
  }

  /** A parser for what the field says, which counts its rows. */
  RowParser parser() {
    return new RowParser(session.accesses(), session.writes());
  }

  /**
   * The row as one statement makes it.
   *
   * @param answer what is selected of it; null when nothing has to be read
   * @return empty where it takes several
   */
  Optional<SingleInsert> single(List<RowData> rows, @Nullable RowPlan answer) {
    return rows.size() == 1
        ? SingleInsert.of(table, rows.getFirst(), session.grants(table, Action.CREATE, ""), answer)
        : Optional.empty();
  }

  RowKeys insert(List<RowData> rows) throws SQLException {
    List<Row> made = nested.create(table, rows.stream().map(Draft::new).toList(), "");
    session.check();
    return RowKeys.of(table, made);
  }

  /** The rows that the caller sees and the filter finds. */
  List<Row> choose(Filter filter) {
    return some(session.statements(table).choose(filter, MOST + 1));
  }

  /** The same of those that are marked as deleted. */
  List<Row> chooseDeleted(Filter filter) {
    return some(session.statements(table).chooseDeleted(filter, MOST + 1));
  }

  private List<Row> some(Sql.Statement statement) {
    List<Row> found = session.rows(table, statement, "");
    if (found.size() > MOST) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED, "filter", "finds more than " + MOST + " rows");
    }
    return found;
  }

  /** Answers those of the rows that were changed. */
  RowKeys update(List<Row> rows, RowData data) throws SQLException {
    List<Row> changed = nested.update(table, rows, data);
    session.check();
    return RowKeys.of(table, changed);
  }

  /** Answers those of the rows that were deleted. */
  RowKeys delete(List<Row> rows) {
    return RowKeys.of(table, updates.delete(table, RowKeys.of(table, rows), ""));
  }

  /** Answers those of the rows that are there again. */
  RowKeys restore(List<Row> rows) {
    Draft nothing = new Draft(new RowData(table, Map.of(), List.of(), ""));
    List<Row> restored = updates.restore(table, RowKeys.of(table, rows), nothing);
    session.check();
    return RowKeys.of(table, restored);
  }

  /**
   * Changes the row that the caller sees, else makes one. Whoever was faster with the same key is
   * found the second time; a row that the caller does not see stays a unique violation.
   */
  RowKeys upsert(Filter key, RowData create, RowData update) throws SQLException {
    Optional<RowKeys> found = updated(key, update);
    if (found.isPresent()) {
      return found.get();
    }
    AtomicReference<FreeholdException> refused = new AtomicReference<>();
    Optional<RowKeys> made =
        session.attempt(() -> {
          try {
            return Optional.of(insert(List.of(create)));
          } catch (FreeholdException e) {
            if (e.code() != ErrorCode.ENTITY_EXISTS) {
              throw e;
            }
            refused.set(e);
            return Optional.empty();
          }
        });
    if (made.isPresent()) {
      return made.get();
    }
    return updated(key, update).orElseThrow(refused::get);
  }

  private Optional<RowKeys> updated(Filter key, RowData update) throws SQLException {
    List<Row> found = choose(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (update.isEmpty()) {
      return Optional.of(RowKeys.of(table, found));
    }
    RowKeys changed = update(found, update);
    if (changed.isEmpty()) {
      throw FreeholdException.notAuthorized();
    }
    return Optional.of(changed);
  }
}
