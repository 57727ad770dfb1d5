package dev.freehold.api.user;

import dev.freehold.api.user.UserView.RoleList;
import dev.freehold.api.user.UserView.RoleView;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads Users in one statement, with the roles only when they are asked for. */
@Singleton
class UserQueries {
  private static final String ROLES =
      """
      , array(select array[r.id::text, r.name, r.description]
              from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
              where ur.user_id = u.id order by lower(r.name)) as roles\
      """;

  private static final String COLUMNS =
      """
      select u.id, u.email, u.email_verified, u.first_name, u.last_name, u.origin, u.timezone,
        u.avatar, u.created_at, u.updated_at,
      """
          + UserColumns.STATUS
          + " as status";

  private final ConnectionOperations<Connection> connections;

  UserQueries(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  Optional<UserView> byId(UUID id, boolean withRoles) {
    return one(SqlText.of("u.id = ?", id), withRoles);
  }

  /** The one whose e-mail is verified before others who merely say it is theirs. */
  Optional<UserView> byEmail(String email, SqlText scope, boolean withRoles) {
    SqlText condition = SqlText.all(List.of(scope, SqlText.of("lower(u.email) = lower(?)", email)));
    return list(condition, "u.email_verified desc, u.id", 1, 0, withRoles).stream().findFirst();
  }

  Optional<UserView> one(SqlText condition, boolean withRoles) {
    return list(condition, "u.id", 1, 0, withRoles).stream().findFirst();
  }

  List<UserView> list(SqlText condition, String order, int limit, int offset, boolean withRoles) {
    String sql =
        COLUMNS
            + (withRoles ? ROLES : "")
            + " from freehold.users u where "
            + condition.text()
            + " order by "
            + order
            + " limit ? offset ?";
    List<Object> parameters = new ArrayList<>(condition.parameters());
    parameters.add(limit);
    parameters.add(offset);
    return read(
        sql,
        parameters,
        rows -> {
          List<UserView> users = new ArrayList<>();
          while (rows.next()) {
            users.add(user(rows, withRoles));
          }
          return users;
        });
  }

  long count(SqlText condition) {
    return read(
        "select count(*) from freehold.users u where " + condition.text(),
        condition.parameters(),
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  private <T> T read(String sql, List<Object> parameters, Reader<T> reader) {
    return connections.executeRead(status -> {
      try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          return reader.read(rows);
        }
      } catch (SQLException e) {
        throw new IllegalStateException("Users could not be read", e);
      }
    });
  }

  private static UserView user(ResultSet row, boolean withRoles) throws SQLException {
    RoleList roles = withRoles ? RoleList.of(roles(row)) : null;
    return new UserView(
        row.getObject("id", UUID.class),
        row.getString("email"),
        row.getBoolean("email_verified"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("status"),
        row.getString("origin"),
        row.getString("timezone"),
        row.getString("avatar"),
        roles,
        roles == null ? null : roles.permissions(),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static List<RoleView> roles(ResultSet row) throws SQLException {
    List<RoleView> roles = new ArrayList<>();
    Object[] all = (Object[]) row.getArray("roles").getArray();
    for (Object one : all) {
      String[] role = (String[]) one;
      roles.add(new RoleView(role[0], role[1], role[2]));
    }
    return roles;
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
