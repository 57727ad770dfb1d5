package dev.freehold.api.data;

import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.permission.Action;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Serves one field of a mutation: what is selected is planned first, so that nothing is done whose
 * answer would be refused.
 */
final class MutationAnswer {
  private final Connection connection;
  private final RowChanges changes;
  private final Accesses accesses;
  private final CallerValues caller;
  private final SingleInserts inserts;
  private final ReadPlanner planner;

  MutationAnswer(
      Connection connection,
      RowChanges changes,
      SingleInserts inserts,
      Accesses accesses,
      CallerValues caller) {
    this.connection = connection;
    this.changes = changes;
    this.inserts = inserts;
    this.accesses = accesses;
    this.caller = caller;
    this.planner = new ReadPlanner(accesses);
  }

  byte[] of(RootField field, Selection selection) throws SQLException {
    Table table = field.table();
    MutationArguments arguments =
        new MutationArguments(table, selection, changes, planner, accesses);
    return switch (field.operation()) {
      case CREATE -> {
        changes.require(Action.CREATE);
        RowPlan plan = plan(table, selection);
        List<RowData> rows = arguments.rows();
        Optional<byte[]> made = changes.single(rows, plan).flatMap(inserts::insert);
        yield made.isEmpty()
            ? row(plan, selection, table).of(changes.insert(rows))
            : plan == null ? typeNames(selection, table) : made.get();
      }
      case CREATE_MANY -> {
        changes.require(Action.CREATE);
        RowAnswer rows = rows(table, selection);
        yield rows.of(changes.insert(arguments.rows()));
      }
      case UPDATE -> {
        changes.require(Action.UPDATE);
        RowAnswer row = row(table, selection);
        MutationArguments.Change change = arguments.change();
        yield row.of(
            change.data().isEmpty()
                ? RowKeys.of(table, arguments.one(change.key()))
                : some(changes.update(arguments.one(change.key()), change.data())));
      }
      case UPDATE_BY_FILTER -> {
        changes.require(Action.UPDATE);
        RowAnswer rows = rows(table, selection);
        yield rows.of(changes.update(changes.choose(arguments.filter()), arguments.update("data")));
      }
      case UPSERT -> {
        changes.require(Action.CREATE, Action.UPDATE);
        RowAnswer row = row(table, selection);
        yield row.of(
            changes.upsert(
                arguments.key("filter"), arguments.create("create"), arguments.update("update")));
      }
      case DELETE -> {
        changes.require(Action.DELETE);
        some(changes.delete(arguments.one(arguments.key())));
        yield success(selection);
      }
      case DELETE_BY_FILTER -> {
        changes.require(Action.DELETE);
        var _ = changes.delete(changes.choose(arguments.filter()));
        yield success(selection);
      }
      case RESTORE -> {
        changes.require(Action.UPDATE, Action.DELETE);
        RowAnswer row = row(table, selection);
        yield row.of(some(changes.restore(arguments.deleted())));
      }
      case ONE, LIST, SUBSCRIBE ->
          throw new IllegalArgumentException(field.operation() + " is not served here");
    };
  }

  private static RowKeys some(RowKeys changed) {
    if (changed.isEmpty()) {
      throw FreeholdException.notAuthorized();
    }
    return changed;
  }

  /** Reads what is selected of rows that were written. */
  private interface RowAnswer {
    byte[] of(RowKeys rows) throws SQLException;
  }

  /** Null when nothing has to be read: whoever may write a row need not be allowed to. */
  private @Nullable RowPlan plan(Table table, Selection selection) {
    return selection.children().stream().allMatch(Selection::isTypeName)
        ? null
        : planner.row(table, selection.children());
  }

  private RowAnswer row(Table table, Selection selection) {
    return row(plan(table, selection), selection, table);
  }

  private RowAnswer row(@Nullable RowPlan plan, Selection selection, Table table) {
    return plan == null
        ? _ -> typeNames(selection, table)
        : rows -> read(ReadWriter.one(plan, rows, accesses, caller));
  }

  private RowAnswer rows(Table table, Selection selection) {
    ListPlan plan = planner.list(table, new Selection("", "", Map.of(), selection.children()));
    return rows -> read(ReadWriter.list(plan, rows, accesses, caller));
  }

  private byte[] read(Sql sql) throws SQLException {
    return DataReader.read(connection, sql.statement());
  }

  private static byte[] success(Selection selection) {
    return json(selection, child -> child.isTypeName() ? "\"SuccessResponse\"" : "true");
  }

  private static byte[] typeNames(Selection selection, Table table) {
    return json(selection, _ -> '"' + table.names().type() + '"');
  }

  /** Keys and types are names of GraphQL, which need no escaping. */
  private static byte[] json(Selection selection, Function<Selection, String> value) {
    return selection.children().stream()
        .map(child -> '"' + child.key() + "\":" + value.apply(child))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
