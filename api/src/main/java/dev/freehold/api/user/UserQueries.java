package dev.freehold.api.user;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads Users in one statement, and of each only what is asked for. */
@Singleton
class UserQueries {
  private final DataSource database;

  UserQueries(DataSource database, DataSourceResolver resolver) {
    // The pool itself: one statement needs neither the framework's context nor its transaction.
    this.database = resolver.resolve(database);
  }

  Optional<UserView> byId(UUID id, UserSelection selection) {
    // Neither order nor limit, which PostgreSQL would plan anew each time.
    return read(select(selection) + "u.id = ?", List.of(id), rows -> users(rows, selection))
        .stream()
        .findFirst();
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
    List<Object> parameters = new ArrayList<>(condition.parameters());
    parameters.add(limit);
    parameters.add(offset);
    return read(
        select(selection) + condition.text() + " order by " + order + " limit ? offset ?",
        parameters,
        rows -> users(rows, selection));
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

  private static String select(UserSelection selection) {
    StringJoiner columns = new StringJoiner(", ", "select ", " from freehold.users u where ");
    for (UserColumn column : UserColumn.values()) {
      if (selection.has(column)) {
        columns.add(column.sql() + " as " + column.name());
      }
    }
    return columns.toString();
  }

  private static List<UserView> users(ResultSet rows, UserSelection selection) throws SQLException {
    List<UserView> users = new ArrayList<>();
    SelectedUser user = new SelectedUser(rows, selection);
    while (rows.next()) {
      users.add(user.read());
    }
    return users;
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
