package dev.freehold.api.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** To whom identities belong, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityRepository extends GenericRepository<Identity, UUID> {
  @Query(
      """
      select i.profile_id, p.name as profile_name, i.subject, i.email, i.email_verified, i.enabled,
        i.last_login_at, i.created_at
      from freehold.identities i join freehold.profiles p on p.id = i.profile_id
      where i.user_id = :userId order by i.created_at, i.profile_id, i.subject\
      """)
  List<IdentityView> of(UUID userId);

  /** Identities of the user with which he could still log in without that one. */
  @Query(
      """
      select count(*) from freehold.identities
      where user_id = :userId and enabled and not (profile_id = :profileId and subject = :subject)\
      """)
  long others(UUID userId, UUID profileId, String subject);

  @Query(
      """
      update freehold.identities set user_id = :userId, updated_at = now()
      where profile_id = :profileId and subject = :subject\
      """)
  long move(UUID profileId, String subject, UUID userId);

  @Query("update freehold.identities set user_id = :into, updated_at = now() where user_id = :from")
  long moveAll(UUID from, UUID into);

  @Query("delete from freehold.identities where profile_id = :profileId and subject = :subject")
  long remove(UUID profileId, String subject);

  @Query(
      """
      insert into freehold.identity_separations (profile_id, subject, user_id)
      values (:profileId, :subject, :userId) on conflict do nothing\
      """)
  long separate(UUID profileId, String subject, UUID userId);

  /** What was said to be apart from the user and is his now is no longer apart. */
  @Query(
      """
      delete from freehold.identity_separations s using freehold.identities i
      where s.user_id = :userId and i.user_id = :userId
        and i.profile_id = s.profile_id and i.subject = s.subject\
      """)
  long reunite(UUID userId);

  @Query(
      """
      insert into freehold.user_roles (user_id, role_id)
      select :into, role_id from freehold.user_roles where user_id = :from on conflict do nothing\
      """)
  long takeRoles(UUID from, UUID into);

  @Query("delete from freehold.users where id = :id")
  long removeUser(UUID id);

  @Query(
      """
      select lower(email collate "C") as email, array_agg(id::text order by created_at, id) as users
      from freehold.users where email is not null
      group by lower(email collate "C") having count(*) > 1
      order by 1 limit :first offset :skip\
      """)
  List<ConflictRow> conflicts(int first, int skip);

  @Query(
      """
      select count(*) from (
        select 1 from freehold.users where email is not null
        group by lower(email collate "C") having count(*) > 1) as clashing\
      """)
  long countConflicts();
}
