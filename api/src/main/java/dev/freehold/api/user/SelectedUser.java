package dev.freehold.api.user;

import dev.freehold.api.user.UserView.RoleList;
import dev.freehold.api.user.UserView.RoleView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads users from rows that hold what was selected; the rest is null. */
record SelectedUser(ResultSet row, UserSelection selection) {
  UserView read() throws SQLException {
    RoleList roles = selection.has(UserColumn.ROLES) ? RoleList.of(roles()) : null;
    return new UserView(
        row.getObject(UserColumn.ID.name(), UUID.class),
        text(UserColumn.EMAIL),
        flag(UserColumn.EMAIL_VERIFIED),
        text(UserColumn.FIRST_NAME),
        text(UserColumn.LAST_NAME),
        text(UserColumn.STATUS),
        text(UserColumn.ORIGIN),
        text(UserColumn.TIMEZONE),
        text(UserColumn.AVATAR),
        roles,
        time(UserColumn.CREATED_AT),
        time(UserColumn.UPDATED_AT));
  }

  private String text(UserColumn column) throws SQLException {
    return selection.has(column) ? row.getString(column.name()) : null;
  }

  private Boolean flag(UserColumn column) throws SQLException {
    return selection.has(column) ? row.getBoolean(column.name()) : null;
  }

  private Instant time(UserColumn column) throws SQLException {
    return selection.has(column)
        ? row.getObject(column.name(), OffsetDateTime.class).toInstant()
        : null;
  }

  private List<RoleView> roles() throws SQLException {
    List<RoleView> roles = new ArrayList<>();
    Object[] all = (Object[]) row.getArray(UserColumn.ROLES.name()).getArray();
    for (Object one : all) {
      String[] role = (String[]) one;
      roles.add(new RoleView(role[0], role[1], role[2]));
    }
    return roles;
  }
}
