package dev.freehold.api.permission;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads who uses a role. */
@Singleton
class RoleUseRepository {
  private static final String USE =
      """
      select
        (select count(*) from freehold.user_roles where role_id = r.id),
        array(select t.name from freehold.api_token_roles tr
                join freehold.api_tokens t on t.id = tr.token_id
              where tr.role_id = r.id and t.revoked_at is null order by lower(t.name)),
        array(select p.name from freehold.profiles p
              where exists (select 1 from freehold.profile_roles pr
                            where pr.profile_id = p.id and pr.role_id = r.id)
                or strpos(p.external::text, r.id::text) > 0
              order by lower(p.name)),
        (select count(*) from freehold.invitation_roles ir
           join freehold.invitations i on i.id = ir.invitation_id
         where ir.role_id = r.id and i.status = 'PENDING')
      from freehold.roles r where r.id = ?\
      """;

  RoleUse of(Connection connection, UUID roleId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(USE)) {
      statement.setObject(1, roleId);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return new RoleUse(0, List.of(), List.of(), 0);
        }
        return new RoleUse(
            row.getLong(1),
            List.of((String[]) row.getArray(2).getArray()),
            List.of((String[]) row.getArray(3).getArray()),
            row.getLong(4));
      }
    }
  }
}
