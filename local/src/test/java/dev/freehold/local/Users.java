package dev.freehold.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The Users table as the database has it. */
record Users(TestPlatform platform) {
  /** Ids of the users with this e-mail. */
  List<String> withEmail(String email) {
    return strings("select id::text from freehold.users where email = ?", email);
  }

  /** E-mails that match an SQL pattern, one for each row. */
  List<String> emailsLike(String pattern) {
    return strings("select email from freehold.users where email like ?", pattern);
  }

  /** Subjects of the identities that belong to users with this e-mail. */
  List<String> subjectsOf(String email) {
    return strings(
        "select subject from freehold.identities join freehold.users on users.id = user_id"
            + " where users.email = ?",
        email);
  }

  boolean defaultProfileIsReady() {
    return !strings(
            "select name from freehold.profiles where is_default and status = 'READY'"
                + " and opened_at is not null and realm = ?",
            "freehold")
        .isEmpty();
  }

  private List<String> strings(String query, String parameter) {
    try (Connection connection = platform.freeholdDatabase();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
