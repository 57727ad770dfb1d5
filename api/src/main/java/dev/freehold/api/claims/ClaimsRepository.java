package dev.freehold.api.claims;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Accounts of which Keycloak is still to be told, by SQL. A change takes the lease of its row away,
 * so what was read before it does not count as told. Rows that a change holds are passed over:
 * nobody who changes roles waits here, or is waited for.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClaimsRepository extends GenericRepository<PendingClaims, UUID> {
  /**
   * Takes some that are due; should this node die, they are due again in two minutes. A later claim
   * of the same account has a higher version. Read the state in a statement after this one.
   */
  @Query(
      """
      with due as (
        select c.profile_id, c.subject from freehold.claims_changes c
          left join freehold.claims_feeds f on f.profile_id = c.profile_id
        where c.due_at <= now() and (f.due_at is null or f.due_at <= now())
        order by c.due_at limit :most for update of c skip locked),
      claimed as (
        update freehold.claims_changes c
        set lease = :lease, version = nextval('freehold.claims_versions'),
          due_at = now() + interval '2 minutes'
        from due where c.profile_id = due.profile_id and c.subject = due.subject
        returning 1)
      select count(*) from claimed\
      """)
  long claim(UUID lease, int most);

  @Query(
      """
      select c.profile_id, c.subject, c.version, f.profile_id is not null as wanted, u.id as user_id,
        array(select r.name from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
              where ur.user_id = u.id order by r.name) as roles
      from freehold.claims_changes c
        left join freehold.claims_feeds f on f.profile_id = c.profile_id
        left join freehold.identities i
          on i.profile_id = c.profile_id and i.subject = c.subject and i.enabled
        left join freehold.users u on u.id = i.user_id and u.status = 'ACTIVE'
      where c.lease = :lease order by c.profile_id, c.subject\
      """)
  List<PendingClaims> claimed(UUID lease);

  @Query(
      """
      delete from freehold.claims_changes where (profile_id, subject) in (
        select profile_id, subject from freehold.claims_changes
        where lease = :lease and profile_id = :profileId and subject = any(:subjects)
        for update skip locked)\
      """)
  void done(UUID lease, UUID profileId, String[] subjects);

  /** Gives the profile's rows back: they are due in a second, or when the profile is. */
  @Query(
      """
      with back as (
        select profile_id, subject from freehold.claims_changes
        where lease = :lease and profile_id = :profileId for update skip locked),
      released as (
        update freehold.claims_changes c set lease = null, due_at = now() + interval '1 second'
        from back where c.profile_id = back.profile_id and c.subject = back.subject
        returning 1)
      select count(*) from released\
      """)
  long release(UUID lease, UUID profileId);

  /** Versions from here on are higher than that one: the database may be an older one's copy. */
  @Query(
      """
      select setval('freehold.claims_versions',
        greatest(:version, nextval('freehold.claims_versions')))\
      """)
  long raiseVersions(long version);

  /** Rests after 1, 2, 4 seconds and so on, five minutes in the end. */
  @Query(
      """
      update freehold.claims_feeds set attempts = attempts + 1, last_error = :reason,
        due_at = now() + least(interval '5 minutes', interval '1 second' * power(2, least(attempts, 10)))
      where profile_id = :profileId\
      """)
  void rest(UUID profileId, String reason);

  @Query(
      """
      update freehold.claims_feeds set attempts = 0, last_error = null
      where profile_id = :profileId and attempts > 0\
      """)
  void goOn(UUID profileId);

  /** Notes the next accounts of a profile that is to be told of all; 0 when there is none. */
  @Query(
      """
      with feed as (
        select profile_id, pass_after from freehold.claims_feeds
        where pass_after is not null and due_at <= now()
        order by profile_id limit 1 for update skip locked),
      page as (
        select i.profile_id, i.subject
        from freehold.identities i join feed f on f.profile_id = i.profile_id
        where i.subject > f.pass_after and i.deleted_at is null
        order by i.subject limit :most),
      noted as (
        insert into freehold.claims_changes as c (profile_id, subject)
        select profile_id, subject from page order by subject
        on conflict (profile_id, subject) do update set lease = null,
          due_at = least(c.due_at, excluded.due_at)),
      moved as (
        update freehold.claims_feeds f set pass_after = (select max(subject) from page)
        from feed where f.profile_id = feed.profile_id
        returning 1)
      select count(*) from moved\
      """)
  long advance(int most);

  /** Has everything be told anew. */
  @Query("update freehold.claims_feeds set pass_after = '' where profile_id = :profileId")
  void startPass(UUID profileId);

  /** Until an account or a pass is due that is known now; empty when there is none. */
  @Query(
      """
      select cast(extract(epoch from next.due_at - now()) as float8) from (
        select greatest(c.due_at, f.due_at) as due_at from freehold.claims_changes c
          left join freehold.claims_feeds f on f.profile_id = c.profile_id
        union all
        select due_at from freehold.claims_feeds where pass_after is not null) next
      order by next.due_at limit 1\
      """)
  Optional<Double> secondsToNext();
}
