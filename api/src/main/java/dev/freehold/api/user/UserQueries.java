package dev.freehold.api.user;

import dev.freehold.api.user.UserView.RoleList;
import dev.freehold.api.user.UserView.RoleView;
import io.micronaut.jdbc.DataSourceResolver;
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
import javax.sql.DataSource;

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
        u.avatar, u.created_at, u.updated_at\
      """;

  private static final String STATUS = ", " + UserColumns.STATUS + " as status";

  private final DataSource database;

  UserQueries(DataSource database, DataSourceResolver resolver) {
    // The pool itself: one statement needs neither the framework's context nor its transaction.
    this.database = resolver.resolve(database);
  }

  Optional<UserView> byId(UUID id, UserSelection selection) {
    return one(SqlText.of("u.id = ?", id), selection);
  }

  /** The one whose e-mail is verified before others who merely say it is theirs. */
  Optional<UserView> byEmail(String email, SqlText scope, UserSelection selection) {
    SqlText condition = SqlText.all(List.of(scope, SqlText.of("lower(u.email) = lower(?)", email)));
    return list(condition, "u.email_verified desc, u.id", 1, 0, selection).stream().findFirst();
  }

  Optional<UserView> one(SqlText condition, UserSelection selection) {
    return list(condition, "u.id", 1, 0, selection).stream().findFirst();
  }

  List<UserView> list(
      SqlText condition, String order, int limit, int offset, UserSelection selection) {
    String sql =
        COLUMNS
            + (selection.status() ? STATUS : "")
            + (selection.roles() ? ROLES : "")
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
            users.add(user(rows, selection));
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
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Users could not be read", e);
    }
  }

  private static UserView user(ResultSet row, UserSelection selection) throws SQLException {
    RoleList roles = selection.roles() ? RoleList.of(roles(row)) : null;
    return new UserView(
        row.getObject("id", UUID.class),
        row.getString("email"),
        row.getBoolean("email_verified"),
        row.getString("first_name"),
        row.getString("last_name"),
        selection.status() ? row.getString("status") : null,
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
