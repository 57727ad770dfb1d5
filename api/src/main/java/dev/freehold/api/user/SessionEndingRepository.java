package dev.freehold.api.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The sessions still to be ended, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionEndingRepository extends GenericRepository<SessionEnding, UUID> {
  /** Takes some that are due; should this node die, they are due again in a minute. */
  @Query(
      """
      with due as (
        select profile_id, subject from freehold.session_endings where due_at <= now()
        order by due_at limit 10 for update skip locked)
      update freehold.session_endings e
      set due_at = now() + interval '1 minute', attempts = attempts + 1
      from due where e.profile_id = due.profile_id and e.subject = due.subject
      returning e.profile_id, e.subject, e.requested_at\
      """)
  List<SessionEnding> claim();

  /** Unless it was asked for again meanwhile. */
  @Query(
      """
      delete from freehold.session_endings
      where profile_id = :profileId and subject = :subject and requested_at = :requestedAt\
      """)
  void done(UUID profileId, String subject, Instant requestedAt);

  /** Tries again after 1, 2, 4 seconds and so on, every five minutes in the end. */
  @Query(
      """
      update freehold.session_endings set last_error = :reason,
        due_at = now() + least(interval '5 minutes', interval '1 second' * power(2, least(attempts, 10) - 1))
      where profile_id = :profileId and subject = :subject and requested_at = :requestedAt\
      """)
  void retry(UUID profileId, String subject, Instant requestedAt, String reason);

  /** Empty when nothing is to be done. */
  @Query(
      """
      select cast(extract(epoch from due_at - now()) as float8) from freehold.session_endings
      order by due_at limit 1\
      """)
  Optional<Double> secondsToNext();
}
