package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Identities and the users behind them, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRepository extends GenericRepository<Identity, UUID> {
  /** One transaction at a time for whatever the text names; held until it ends. */
  @Query("select 1 from (select pg_advisory_xact_lock(hashtextextended(:what, 0))) as locked")
  int lock(String what);

  @Query(
      """
      select profile_id, subject, user_id, email, first_name, last_name, email_verified, enabled,
        sequence, deleted_at
      from freehold.identities where profile_id = :profileId and subject = :subject\
      """)
  Optional<Identity> find(UUID profileId, String subject);

  /**
   * Users with that verified e-mail who have no identity of the profile yet, and from whom this one
   * was not taken. Only A to Z are folded, as in {@link Emails}.
   */
  @Query(
      """
      select u.id from freehold.users u
      where lower(u.email collate "C") = lower(:email collate "C") and u.email_verified
        and not exists (select 1 from freehold.identities i
                        where i.user_id = u.id and i.profile_id = :profileId)
        and not exists (select 1 from freehold.identity_separations s
                        where s.user_id = u.id and s.profile_id = :profileId and s.subject = :subject)
      order by u.id limit 2\
      """)
  List<UUID> linkable(UUID profileId, String subject, String email);

  @Query(
      """
      insert into freehold.users (id, email, email_verified, first_name, last_name, origin)
      select :id, :email, :emailVerified, :firstName, :lastName, p.type
      from freehold.profiles p where p.id = :profileId\
      """)
  long insertUser(
      UUID id,
      UUID profileId,
      @Nullable String email,
      boolean emailVerified,
      @Nullable String firstName,
      @Nullable String lastName);

  @Query(
      """
      insert into freehold.identities (profile_id, subject, user_id, email, email_verified,
        first_name, last_name, enabled, sequence, last_login_at)
      values (:profileId, :subject, :userId, :email, :emailVerified,
        :firstName, :lastName, :enabled, :sequence, :loggedInAt)\
      """)
  void insertIdentity(
      UUID profileId,
      String subject,
      UUID userId,
      @Nullable String email,
      boolean emailVerified,
      @Nullable String firstName,
      @Nullable String lastName,
      boolean enabled,
      long sequence,
      @Nullable Instant loggedInAt);

  @Query(
      """
      update freehold.identities set email = :email, email_verified = :emailVerified,
        first_name = :firstName, last_name = :lastName, enabled = :enabled, sequence = :sequence,
        last_login_at = coalesce(:loggedInAt, last_login_at), updated_at = now()
      where profile_id = :profileId and subject = :subject\
      """)
  void updateIdentity(
      UUID profileId,
      String subject,
      @Nullable String email,
      boolean emailVerified,
      @Nullable String firstName,
      @Nullable String lastName,
      boolean enabled,
      long sequence,
      @Nullable Instant loggedInAt);

  /** Leaves a tombstone without personal data, whether the identity was known or not. */
  @Query(
      """
      insert into freehold.identities (profile_id, subject, enabled, sequence, deleted_at)
      values (:profileId, :subject, false, :sequence, now())
      on conflict (profile_id, subject) do update set user_id = null, email = null,
        first_name = null, last_name = null, email_verified = false, enabled = false,
        sequence = excluded.sequence, deleted_at = now(), updated_at = now()\
      """)
  void bury(UUID profileId, String subject, long sequence);

  /** Takes a tombstone away: the account exists after all. */
  @Query(
      """
      delete from freehold.identities
      where profile_id = :profileId and subject = :subject and deleted_at is not null\
      """)
  void exhume(UUID profileId, String subject);

  @Query(
      """
      insert into freehold.user_roles (user_id, role_id)
      select :userId, role_id from freehold.profile_roles where profile_id = :profileId
      on conflict do nothing\
      """)
  void grantRolesOfProfile(UUID userId, UUID profileId);

  @Query(
      """
      select id, email, email_verified, first_name, last_name, status, timezone, avatar
      from freehold.users where id = :id for update\
      """)
  Optional<UserRow> lockUser(UUID id);

  /** The e-mail is verified when one of the user's identities says so of this very address. */
  @Query(
      """
      update freehold.users set email = :email, first_name = :firstName, last_name = :lastName,
        email_verified = exists (
          select 1 from freehold.identities i
          where i.user_id = :id and i.email_verified
            and lower(i.email collate "C") = lower(:email collate "C")),
        updated_at = now()
      where id = :id\
      """)
  void updateUser(
      UUID id, @Nullable String email, @Nullable String firstName, @Nullable String lastName);

  @Query(
      """
      delete from freehold.users u
      where u.id = :id
        and not exists (select 1 from freehold.identities i where i.user_id = u.id)\
      """)
  long deleteUserWithoutIdentity(UUID id);

  @Query(
      """
      select exists (select 1 from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
                     where r.name = 'Administrator')\
      """)
  boolean anyAdministrator();

  @Query("select realm from freehold.profiles where id = :profileId and status <> 'DELETING'")
  Optional<String> realmOf(UUID profileId);
}
