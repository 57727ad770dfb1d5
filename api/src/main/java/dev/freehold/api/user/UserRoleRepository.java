package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** Which user has which role, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRoleRepository extends GenericRepository<UserRow, UUID> {
  @Query(
      """
      insert into freehold.user_roles (user_id, role_id)
      select :userId, id from freehold.roles where name = :role
      on conflict do nothing\
      """)
  long grantByName(UUID userId, String role);

  @Query(
      """
      insert into freehold.user_roles (user_id, role_id) values (:userId, :roleId)
      on conflict do nothing\
      """)
  long grant(UUID userId, UUID roleId);

  @Query("delete from freehold.user_roles where user_id = :userId and role_id = :roleId")
  long revoke(UUID userId, UUID roleId);

  /** Active administrators other than the user, who have an account they can log in with. */
  @Query(
      """
      select count(distinct ur.user_id) from freehold.user_roles ur
        join freehold.roles r on r.id = ur.role_id and r.name = 'Administrator'
        join freehold.users u on u.id = ur.user_id and u.status = 'ACTIVE'
        join freehold.identities i on i.user_id = u.id and i.enabled
      where ur.user_id <> :userId\
      """)
  long otherAdministrators(UUID userId);

  @Query(
      """
      select exists (select 1 from freehold.identities
                     where user_id = :userId and enabled and email_verified
                       and lower(email collate "C") = lower(:email collate "C"))\
      """)
  boolean hasVerifiedEmail(UUID userId, String email);

  @Query("update freehold.users set status = :status, updated_at = now() where id = :id")
  long setStatus(UUID id, String status);

  @Query(
      """
      select exists (select 1 from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
                     where ur.user_id = :userId and r.name = 'Administrator')\
      """)
  boolean isAdministrator(UUID userId);

  @Query(
      """
      update freehold.users set first_name = :firstName, last_name = :lastName,
        timezone = :timezone, avatar = :avatar, updated_at = now()
      where id = :id\
      """)
  void setProfile(
      UUID id,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String timezone,
      @Nullable String avatar);
}
