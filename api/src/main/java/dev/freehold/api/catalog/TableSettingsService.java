package dev.freehold.api.catalog;

import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of tables' settings: only such as can be followed, and in force on this node at once. */
@Singleton
class TableSettingsService {
  private static final Set<Code> REFUSED = Set.of(Code.INVALID_SETTING, Code.NAME_CLASH);

  private final StoredSettings settings;
  private final CatalogReader reader;
  private final CatalogLoader loader;
  private final CatalogHolder holder;
  private final AuditLog audit;
  private final TransactionOperations<Connection> transactions;

  TableSettingsService(
      StoredSettings settings,
      CatalogReader reader,
      CatalogLoader loader,
      CatalogHolder holder,
      AuditLog audit,
      TransactionOperations<Connection> transactions) {
    this.settings = settings;
    this.reader = reader;
    this.loader = loader;
    this.holder = holder;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Changes a table's settings.
   *
   * @param details of the change for the audit log
   */
  TableSettings update(
      Caller caller, TableId table, UnaryOperator<TableSettings> change, Map<String, ?> details) {
    RawCatalog raw = read();
    TableSettings after =
        transactions.executeWrite(status -> {
          settings.lock();
          Map<TableId, TableSettings> all = settings.all();
          TableSettings wanted =
              change.apply(all.getOrDefault(table, TableSettings.automatic(table)));
          check(raw, all, wanted);
          settings.save(wanted);
          audit.record(caller, "table.settings.update", "table " + table, details);
          return wanted;
        });
    holder.refresh(true);
    return after;
  }

  /** Takes a table's settings away. */
  void delete(Caller caller, TableId table) {
    transactions.executeWrite(status -> {
      if (!settings.delete(table)) {
        throw FreeholdException.of(
            ErrorCode.ENTITY_NOT_FOUND, "name", "The table has no settings of its own");
      }
      audit.record(caller, "table.settings.delete", "table " + table, Map.of());
      return null;
    });
    holder.refresh(true);
  }

  /** What was invalid before does not stand in the way of another change. */
  private void check(RawCatalog raw, Map<TableId, TableSettings> all, TableSettings wanted) {
    if (wanted.table().equals(TableId.USERS)) {
      checkUsers(wanted);
    }
    // A table that appears has the name that is left; what it has may clash as before.
    boolean appears = all.containsKey(wanted.table()) && !all.get(wanted.table()).exposed();
    Set<Problem> before = invalid(raw, all);
    Map<TableId, TableSettings> changed = new LinkedHashMap<>(all);
    changed.put(wanted.table(), wanted);
    Map<String, Object> faults = new LinkedHashMap<>();
    for (Problem problem : invalid(raw, changed)) {
      boolean own = (problem.subject() + '.').startsWith(wanted.table() + ".");
      boolean tolerated = appears && own && problem.code() == Code.NAME_CLASH;
      if (!before.contains(problem) && !tolerated) {
        faults.put(problem.subject(), problem.message());
      }
    }
    if (!faults.isEmpty()) {
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), faults);
    }
  }

  /** Clients of 8base rely on these names. */
  private static void checkUsers(TableSettings wanted) {
    if (wanted.one() != null || wanted.plural() != null) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "one", "Users keeps its name");
    }
    if (!Collections.disjoint(wanted.fields().keySet(), UsersColumns.CONTRACT)) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "fields", "Columns of the platform's own keep their names");
    }
  }

  /** Also clashes: a chosen name takes none away from others. */
  private Set<Problem> invalid(RawCatalog raw, Map<TableId, TableSettings> all) {
    Set<Problem> invalid = new HashSet<>(loader.assemble(0, raw, all).problems());
    invalid.removeIf(problem -> !REFUSED.contains(problem.code()));
    return invalid;
  }

  private RawCatalog read() {
    try {
      return reader.read();
    } catch (SQLException e) {
      throw FreeholdException.databaseUnavailable(e);
    }
  }
}
