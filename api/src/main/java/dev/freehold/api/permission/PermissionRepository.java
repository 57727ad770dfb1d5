package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import dev.freehold.api.permission.Snapshot.KnownRole;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The permissions, by SQL. */
@Singleton
class PermissionRepository {
  private static final String COLUMNS =
      """
      select r.id, r.name, p.table_schema, p.table_name, p.action, p.columns, p.relations,
        p.rule::text, p.row_check::text, p.presets::text, p.max_rows, p.max_depth, p.aggregates
      from freehold.roles r\
      """;

  private static final String ORDER =
      " order by lower(r.name), p.table_schema, p.table_name, array_position("
          + "array['READ', 'CREATE', 'UPDATE', 'DELETE'], p.action)";

  private final DataSource database;

  PermissionRepository(DataSource database, DataSourceResolver resolver) {
    // The pool itself: one statement needs neither the framework's context nor its transaction.
    this.database = resolver.resolve(database);
  }

  /** Everything, as of one moment. */
  Snapshot read(long version) throws SQLException {
    Map<UUID, String> names = new HashMap<>();
    Map<UUID, List<Grant>> grants = new HashMap<>();
    Map<UUID, Set<String>> claims;
    Sharing sharing = new Sharing();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                COLUMNS + " left join freehold.permissions p on p.role_id = r.id");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        UUID role = rows.getObject("id", UUID.class);
        names.put(role, rows.getString("name"));
        List<Grant> ofRole = grants.computeIfAbsent(role, id -> new ArrayList<>());
        if (rows.getString("action") != null) {
          ofRole.add(grant(rows, sharing));
        }
      }
      claims = RuleClaims.read(connection);
    }
    Map<String, KnownRole> roles = new HashMap<>();
    names.forEach((id, name) -> roles.put(name, new KnownRole(id, new RoleGrants(grants.get(id)))));
    return new Snapshot(version, roles, claims);
  }

  /** In the order of roles, tables and actions; of one role when it is given. */
  List<Grant> list(Connection connection, @Nullable UUID roleId) throws SQLException {
    String sql =
        COLUMNS
            + " join freehold.permissions p on p.role_id = r.id"
            + (roleId == null ? "" : " where r.id = ?")
            + ORDER;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (roleId != null) {
        statement.setObject(1, roleId);
      }
      List<Grant> found = new ArrayList<>();
      Sharing sharing = new Sharing();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(grant(rows, sharing));
        }
      }
      return found;
    }
  }

  void put(Connection connection, Grant grant) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into freehold.permissions (role_id, table_schema, table_name, action, columns,
              relations, rule, row_check, presets, max_rows, max_depth, aggregates)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?)
            on conflict (role_id, table_schema, table_name, action) do update set
              columns = excluded.columns, relations = excluded.relations, rule = excluded.rule,
              row_check = excluded.row_check, presets = excluded.presets,
              max_rows = excluded.max_rows, max_depth = excluded.max_depth,
              aggregates = excluded.aggregates, updated_at = now()\
            """)) {
      key(statement, grant.roleId(), grant.table(), grant.action());
      GrantedFields.Only only = grant.fields() instanceof GrantedFields.Only some ? some : null;
      statement.setArray(5, only == null ? null : texts(connection, only.columns()));
      statement.setArray(6, only == null ? null : texts(connection, only.relations()));
      statement.setString(7, Json.write(grant.rule()));
      statement.setString(8, Json.write(grant.check()));
      statement.setString(9, Json.write(grant.presets()));
      statement.setObject(10, grant.limits().rows(), Types.INTEGER);
      statement.setObject(11, grant.limits().depth(), Types.INTEGER);
      statement.setBoolean(12, grant.limits().aggregates());
      statement.executeUpdate();
    }
  }

  /** Whether there was one. */
  boolean remove(Connection connection, UUID roleId, TableId table, Action action)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from freehold.permissions
            where role_id = ? and table_schema = ? and table_name = ? and action = ?\
            """)) {
      key(statement, roleId, table, action);
      return statement.executeUpdate() == 1;
    }
  }

  private static void key(PreparedStatement statement, UUID role, TableId table, Action action)
      throws SQLException {
    statement.setObject(1, role);
    statement.setString(2, table.schema());
    statement.setString(3, table.name());
    statement.setString(4, action.name());
  }

  private static Array texts(Connection connection, Set<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.stream().sorted().toArray());
  }

  private static Grant grant(ResultSet row, Sharing sharing) throws SQLException {
    Array columns = row.getArray("columns");
    GrantedFields fields =
        columns == null
            ? GrantedFields.ALL
            : new GrantedFields.Only(set(columns), set(row.getArray("relations")));
    Limits limits =
        new Limits(
            row.getObject("max_rows", Integer.class),
            row.getObject("max_depth", Integer.class),
            row.getBoolean("aggregates"));
    return new Grant(
        sharing.one(row.getObject("id", UUID.class)),
        sharing.one(row.getString("name")),
        sharing.one(new TableId(row.getString("table_schema"), row.getString("table_name"))),
        Action.valueOf(row.getString("action")),
        sharing.one(fields),
        sharing.json(row.getString("rule")),
        sharing.json(row.getString("row_check")),
        sharing.json(row.getString("presets")),
        limits.equals(Limits.NONE) ? Limits.NONE : limits);
  }

  private static Set<String> set(Array texts) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) texts.getArray()));
  }

  /** Hundreds of tables times roles say the same few things: each is kept once. */
  private static final class Sharing {
    private final Map<Object, Object> known = new HashMap<>();
    private final Map<String, Map<String, Object>> objects = new HashMap<>();

    @SuppressWarnings("unchecked")
    <T> T one(T value) {
      return (T) known.computeIfAbsent(value, same -> same);
    }

    @Nullable
    Map<String, Object> json(@Nullable String text) {
      return text == null ? null : objects.computeIfAbsent(text, Json::read);
    }
  }
}
