package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.RootField.Operation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.RoleSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Answers the fields of Query that stand for tables, each by one statement. */
@Singleton
public final class TableQueries {
  private final TableReads reads;
  private final DataReader reader;

  TableQueries(TableReads reads, DataReader reader) {
    this.reads = reads;
    this.reader = reader;
  }

  /**
   * Plans the field for a caller.
   *
   * @param selection whose arguments may have {@link dev.freehold.api.filter.Slot}s
   * @throws dev.freehold.api.platform.FreeholdException when it is refused
   */
  public ReadPlan plan(
      Catalog catalog, RootField field, Selection selection, Caller caller, RoleSet roles) {
    CallerValues values = CallerValues.of(caller, roles);
    Accesses accesses = reads.of(catalog, roles, values);
    StatementTemplate statement = sql(field, selection, accesses, values).template();
    Set<Filter.Compare> needs = reads.needs(catalog, roles, accesses.asked());
    return new ReadPlan(statement, needs, isUser(field));
  }

  /** Whether the plan, made for somebody with these roles, is the caller's as well. */
  public boolean serves(ReadPlan plan, Caller caller, RoleSet roles) {
    return plan.serves(CallerValues.of(caller, roles));
  }

  /**
   * The field's value.
   *
   * @param plan made for the caller, or one that {@linkplain #serves serves} him
   * @param given the values of the request, by their places
   * @return JSON in UTF-8, {@code null} for a row that is not there
   * @throws dev.freehold.api.platform.FreeholdException when it is refused, and for a user who is
   *     not there
   */
  public byte[] answer(ReadPlan plan, Caller caller, RoleSet roles, List<Object> given) {
    byte[] answer = reader.read(plan.statement().with(CallerValues.of(caller, roles), given));
    if (plan.ofUser() && isNull(answer)) {
      throw UserKey.absent();
    }
    return answer;
  }

  /**
   * A user, for the answer of a mutation that is the platform's own.
   *
   * @return JSON in UTF-8, {@code null} when the caller may not see him
   * @throws dev.freehold.api.platform.FreeholdException when something is selected that the caller
   *     may not read
   */
  public byte[] user(
      Catalog catalog, UUID id, List<Selection> selected, Caller caller, RoleSet roles) {
    CallerValues values = CallerValues.of(caller, roles);
    Accesses accesses = reads.of(catalog, roles, values);
    RowPlan row = new ReadPlanner(accesses).row(catalog.get(TableId.USERS), selected);
    return reader.read(ReadWriter.user(row, new UserKey.Known(id), accesses, values).statement());
  }

  /**
   * Passes what may be selected of a user.
   *
   * @throws dev.freehold.api.platform.FreeholdException when the caller may not read some of it
   */
  public void requireUser(Catalog catalog, List<Selection> selected, Caller caller, RoleSet roles) {
    Accesses accesses = reads.of(catalog, roles, CallerValues.of(caller, roles));
    Table users = catalog.get(TableId.USERS);
    // Who may read nothing at all is refused by what he asks to be done.
    if (!accesses.read(users).denied()) {
      var _ = new ReadPlanner(accesses).row(users, selected);
    }
  }

  static Sql sql(RootField field, Selection selection, Accesses accesses, CallerValues caller) {
    ReadPlanner planner = new ReadPlanner(accesses);
    Table table = field.table();
    return switch (field.operation()) {
      case ONE -> {
        if (isUser(field)) {
          // Said first: whoever is no user has none, whatever he may read.
          UserKey key = UserKey.of(table, selection.arguments(), planner, caller);
          yield ReadWriter.user(planner.row(table, selection.children()), key, accesses, caller);
        }
        yield ReadWriter.one(
            planner.row(table, selection.children()),
            planner.key(table, selection.arguments()),
            accesses,
            caller);
      }
      case LIST -> ReadWriter.list(planner.list(table, selection), accesses, caller);
      default -> throw new IllegalArgumentException(field.operation() + " reads nothing");
    };
  }

  private static boolean isUser(RootField field) {
    return field.operation() == Operation.ONE && field.table().id().equals(TableId.USERS);
  }

  private static boolean isNull(byte[] json) {
    return json.length == 4 && json[0] == 'n';
  }
}
