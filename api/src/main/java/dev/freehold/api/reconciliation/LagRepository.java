package dev.freehold.api.reconciliation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** What the inbox tells of the events' lag, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LagRepository extends GenericRepository<LagRow, UUID> {
  /** The percentile is that of the last hour, over its last 10,000 events. */
  @Query(
      """
      select p.id, l.received_at as last_event_at,
        greatest(0, extract(epoch from l.received_at - l.occurred_at))::float8 as lag_seconds,
        (select percentile_cont(0.99) within group (
            order by greatest(0, extract(epoch from h.received_at - h.occurred_at)))
         from (select i.received_at, i.occurred_at from freehold.inbox i
               where i.profile_id = p.id and i.received_at > now() - interval '1 hour'
                 and i.occurred_at is not null
               order by i.received_at desc limit 10000) h)::float8 as lag_seconds_p99
      from freehold.profiles p left join lateral (
        select i.received_at, i.occurred_at from freehold.inbox i where i.profile_id = p.id
        order by i.received_at desc limit 1) l on true
      where p.id = :profileId\
      """)
  Optional<LagRow> find(UUID profileId);
}
