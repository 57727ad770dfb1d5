package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.Operand;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.Permissions;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.user.AddedColumns;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes rows of Users like those of any table, but no column of the platform's own. */
@Singleton
final class UserWrites implements AddedColumns {
  private final CatalogHolder catalogs;
  private final Permissions permissions;
  private final TableReads reads;
  private final WriteGrants grants;

  UserWrites(
      CatalogHolder catalogs, Permissions permissions, TableReads reads, WriteGrants grants) {
    this.catalogs = catalogs;
    this.permissions = permissions;
    this.reads = reads;
    this.grants = grants;
  }

  @Override
  public Change change(Caller caller, Map<String, Object> values) {
    Catalog catalog = catalogs.current();
    Table users = catalog.find(TableId.USERS).orElseThrow(FreeholdException::notAuthorized);
    values.keySet().forEach(field -> requireAdded(users, field));
    RoleSet roles = permissions.of(caller);
    CallerValues known = CallerValues.of(caller, roles);
    Accesses accesses = reads.of(catalog, roles, known);
    TableWrites writes = grants.of(catalog, roles, known);
    return (connection, user) -> {
      WriteSession session = new WriteSession(connection, accesses, writes, known);
      write(new RowChanges(session, users), users, values, user);
    };
  }

  private static void requireAdded(Table users, String field) {
    if (users
        .field(field)
        .filter(column -> UsersColumns.added(users.id(), column.name()))
        .isEmpty()) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, field, "User has no field of that name to write");
    }
  }

  private static void write(
      RowChanges changes, Table users, Map<String, Object> values, UUID user) {
    changes.require(Action.UPDATE);
    RowData data = changes.parser().update(users, values, "");
    Filter key =
        new Filter.Compare(
            users.column("id").orElseThrow(), Operator.EQUALS, new Operand.Value(user.toString()));
    List<Row> found = changes.choose(key);
    if (found.isEmpty()) {
      throw UserKey.absent();
    }
    try {
      if (changes.update(found, data).isEmpty()) {
        throw FreeholdException.notAuthorized();
      }
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }
}
