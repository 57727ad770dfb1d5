package dev.freehold.api.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Roles that follow a claim, by SQL. A role that was removed since is no one's. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClaimedRoleRepository extends GenericRepository<UserRow, UUID> {
  /** Names of those that the user did not have. */
  @Query(
      """
      with made as (
        insert into freehold.user_roles (user_id, role_id)
        select :userId, id from freehold.roles where id = any(cast(:roles as uuid[]))
        on conflict do nothing returning role_id)
      select r.name from made join freehold.roles r on r.id = made.role_id\
      """)
  List<String> grant(UUID userId, String[] roles);

  /** Names of those that the user had. */
  @Query(
      """
      with gone as (
        delete from freehold.user_roles
        where user_id = :userId and role_id = any(cast(:roles as uuid[])) returning role_id)
      select r.name from gone join freehold.roles r on r.id = gone.role_id\
      """)
  List<String> revoke(UUID userId, String[] roles);

  @Query(
      """
      select id from freehold.roles
      where name = 'Administrator' and id = any(cast(:roles as uuid[]))\
      """)
  List<UUID> administratorAmong(String[] roles);
}
