package dev.freehold.api.throttle;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/**
 * The counts by SQL, after the generic cell rate algorithm: each use moves a key's time on by one
 * interval, and no further ahead of the clock than the tolerance.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RateLimitRepository extends GenericRepository<RateLimitRow, String> {
  /** Answers 1 when there was something left to use, otherwise 0. */
  @Query(
      """
      insert into freehold.rate_limits as r (key, used_until)
      values (:key, clock_timestamp() + make_interval(secs => :interval))
      on conflict (key) do update set
        used_until = greatest(r.used_until, clock_timestamp()) + make_interval(secs => :interval)
      where r.used_until <= clock_timestamp() + make_interval(secs => :tolerance)\
      """)
  long use(String key, double interval, double tolerance);

  /**
   * The same for two keys, the second only when the first had something left: answers how many were
   * used. Whoever is refused by the first cannot use up the second, which may be somebody else's.
   */
  @Query(
      """
      with first as (
        insert into freehold.rate_limits as r (key, used_until)
        values (:key, clock_timestamp() + make_interval(secs => :interval))
        on conflict (key) do update set
          used_until = greatest(r.used_until, clock_timestamp()) + make_interval(secs => :interval)
        where r.used_until <= clock_timestamp() + make_interval(secs => :tolerance)
        returning 1),
      second as (
        insert into freehold.rate_limits as r (key, used_until)
        select :secondKey, clock_timestamp() + make_interval(secs => :secondInterval) from first
        on conflict (key) do update set
          used_until =
            greatest(r.used_until, clock_timestamp()) + make_interval(secs => :secondInterval)
        where r.used_until <= clock_timestamp() + make_interval(secs => :secondTolerance)
        returning 1)
      select (select count(*) from first) + (select count(*) from second)\
      """)
  long useBoth(
      String key,
      double interval,
      double tolerance,
      String secondKey,
      double secondInterval,
      double secondTolerance);

  /** Seconds until there is something left. */
  @Query(
      """
      select cast(extract(epoch from used_until - clock_timestamp()) as float8) - :tolerance
      from freehold.rate_limits where key = :key\
      """)
  Optional<Double> wait(String key, double tolerance);

  @Query(
      """
      delete from freehold.rate_limits where key in (
        select key from freehold.rate_limits where used_until < clock_timestamp()
        limit 5000 for update skip locked)\
      """)
  long deleteUnused();
}
