package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** The events taken, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InboxRepository extends GenericRepository<InboxRow, String> {
  /** Answers 0 for a repetition; waits for one being taken right now. */
  @Query(
      """
      insert into freehold.inbox (webhook_id, type, profile_id, subject, sequence, outcome,
        occurred_at)
      values (:id, :type, :profileId, :subject, :sequence, 'TAKEN', :occurredAt)
      on conflict do nothing\
      """)
  long take(
      String id,
      String type,
      UUID profileId,
      @Nullable String subject,
      long sequence,
      Instant occurredAt);

  @Query("update freehold.inbox set outcome = :outcome where webhook_id = :id")
  void conclude(String id, String outcome);

  /** Skips the work when another node is at it: the rows it locks are not waited for. */
  @Query(
      """
      delete from freehold.inbox where webhook_id in (
        select webhook_id from freehold.inbox
        where received_at < now() - make_interval(days => :days)
        order by received_at limit 5000 for update skip locked)\
      """)
  long deleteOlderThanDays(int days);
}
