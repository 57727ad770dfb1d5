package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** What makes tokens count no longer, by SQL. Nothing here is ever taken back. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RevocationRepository extends GenericRepository<UserRow, UUID> {
  /**
   * Refuses a session's tokens.
   *
   * @param notBefore only those issued before this second; null for all
   */
  @Query(
      """
      insert into freehold.ended_sessions (profile_id, session_id, subject, not_before)
      values (:profileId, :sessionId, :subject, :notBefore)
      on conflict (profile_id, session_id) do update
      set ended_at = now(), not_before = case
        when ended_sessions.not_before is null or excluded.not_before is null then null
        else greatest(ended_sessions.not_before, excluded.not_before) end\
      """)
  void end(UUID profileId, String sessionId, String subject, @Nullable Long notBefore);

  /**
   * Refuses the tokens issued before a second.
   *
   * @param subject whose; empty for everyone's of the profile
   */
  @Query(
      """
      insert into freehold.revocations as known (profile_id, subject, not_before)
      values (:profileId, :subject, :notBefore)
      on conflict (profile_id, subject) do update
      set not_before = excluded.not_before, updated_at = now()
      where known.not_before < excluded.not_before\
      """)
  void revoke(UUID profileId, String subject, long notBefore);

  /** The same for all identities of a user. */
  @Query(
      """
      insert into freehold.revocations as known (profile_id, subject, not_before)
      select i.profile_id, i.subject, :notBefore from freehold.identities i
      where i.user_id = :userId
      on conflict (profile_id, subject) do update
      set not_before = excluded.not_before, updated_at = now()
      where known.not_before < excluded.not_before\
      """)
  void revokeUser(UUID userId, long notBefore);

  /** Notes that the sessions of a user's built-in accounts must end at Keycloak. */
  @Query(
      """
      insert into freehold.session_endings (profile_id, subject)
      select i.profile_id, i.subject from freehold.identities i
        join freehold.profiles p on p.id = i.profile_id and p.realm is not null
      where i.user_id = :userId
      on conflict (profile_id, subject) do update
      set requested_at = now(), attempts = 0, due_at = now(), last_error = null\
      """)
  void requestEndings(UUID userId);

  /**
   * Forgets sessions that ended long ago. So that no token of theirs can come back to life, the
   * tokens of the account issued before then are refused from now on.
   */
  @Query(
      """
      with old as (
        delete from freehold.ended_sessions where (profile_id, session_id) in (
          select profile_id, session_id from freehold.ended_sessions
          where ended_at < now() - make_interval(days => :days)
          order by ended_at limit 5000 for update skip locked)
        returning profile_id, subject, ended_at),
      cut as (
        insert into freehold.revocations as known (profile_id, subject, not_before)
        select profile_id, subject, ceil(extract(epoch from max(ended_at)))::bigint from old
        group by profile_id, subject
        on conflict (profile_id, subject) do update
        set not_before = greatest(known.not_before, excluded.not_before), updated_at = now())
      select count(*) from old\
      """)
  long forgetOlderThanDays(int days);
}
