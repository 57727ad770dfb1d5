package dev.freehold.api.reconciliation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The runs, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<Run, UUID> {
  String COLUMNS =
      """
      select id, profile_id, asked_by, dry_run, force, status, phase, cursor, checked, missing,
        different, extra, under_way, repaired, removed, failed, findings::text as findings, reason,
        started_at, progress_at, finished_at
      from freehold.reconciliation_runs \
      """;

  @Query(COLUMNS + "where id = :id")
  Optional<Run> find(UUID id);

  /** Newest first. */
  @Query(
      COLUMNS
          + """
          where (:profileId::uuid is null or profile_id = :profileId::uuid)
            and (:before::uuid is null or id < :before::uuid)
          order by id desc limit :most\
          """)
  List<Run> page(@Nullable String profileId, @Nullable String before, int most);

  @Query(COLUMNS + "where finished_at is null order by id")
  List<Run> unfinished();

  @Query(COLUMNS + "where profile_id = :profileId and finished_at is null")
  Optional<Run> unfinishedOf(UUID profileId);

  @Query(
      COLUMNS
          + "where profile_id = :profileId and finished_at is not null order by id desc limit 1")
  Optional<Run> lastFinishedOf(UUID profileId);

  /** Answers 0 while another run of the profile is not finished. */
  @Query(
      """
      insert into freehold.reconciliation_runs (id, profile_id, asked_by, dry_run, force)
      values (:id, :profileId, :askedBy, :dryRun, :force) on conflict do nothing\
      """)
  long insert(UUID id, UUID profileId, String askedBy, boolean dryRun, boolean force);

  @Query(
      """
      update freehold.reconciliation_runs set owner = :owner, reason = null
      where id = :id and finished_at is null\
      """)
  long own(UUID id, UUID owner);

  /** Answers 0 when the run has another owner by now, or is finished. */
  @Query(
      """
      update freehold.reconciliation_runs set phase = :phase, cursor = :cursor,
        checked = :checked, missing = :missing, different = :different, extra = :extra,
        under_way = :underWay, repaired = :repaired, removed = :removed, failed = :failed,
        findings = cast(:findings as jsonb), progress_at = now()
      where id = :id and owner = :owner and finished_at is null\
      """)
  long save(
      UUID id,
      UUID owner,
      String phase,
      String cursor,
      long checked,
      long missing,
      long different,
      long extra,
      long underWay,
      long repaired,
      long removed,
      long failed,
      String findings);

  @Query(
      """
      update freehold.reconciliation_runs set status = :status, reason = :reason,
        finished_at = now()
      where id = :id and finished_at is null\
      """)
  long finish(UUID id, String status, @Nullable String reason);

  /** Why nothing moves at the moment. */
  @Query(
      """
      update freehold.reconciliation_runs set reason = :reason
      where id = :id and finished_at is null\
      """)
  void waiting(UUID id, String reason);

  /** Profiles with a realm whose last real run began longer ago than that, or that had none. */
  @Query(
      """
      select p.id from freehold.profiles p
      where p.type = 'BUILT_IN' and p.trusted and p.status <> 'DELETING'
        and not exists (
          select 1 from freehold.reconciliation_runs r
          where r.profile_id = p.id and (r.finished_at is null
            or (not r.dry_run and r.started_at > now() - make_interval(secs => :seconds))))
      order by p.id\
      """)
  List<UUID> due(double seconds);

  /** Until the first profile is due; empty when none is to be. */
  @Query(
      """
      select cast(extract(epoch from next.due_at - now()) as float8) from (
        select coalesce(last.started_at + make_interval(secs => :seconds), now()) as due_at
        from freehold.profiles p left join lateral (
          select r.started_at from freehold.reconciliation_runs r
          where r.profile_id = p.id and not r.dry_run order by r.id desc limit 1) last on true
        where p.type = 'BUILT_IN' and p.trusted and p.status <> 'DELETING'
          and not exists (
            select 1 from freehold.reconciliation_runs r
            where r.profile_id = p.id and r.finished_at is null)) next
      order by next.due_at limit 1\
      """)
  Optional<Double> secondsToDue(double seconds);

  @Query(
      """
      select id, name, realm from freehold.profiles
      where type = 'BUILT_IN' and trusted and status <> 'DELETING' order by id\
      """)
  List<RealmProfile> profiles();

  @Query(
      """
      select id, name, realm from freehold.profiles
      where id = :id and type = 'BUILT_IN' and trusted and status <> 'DELETING'\
      """)
  Optional<RealmProfile> profile(UUID id);

  @Query(
      """
      delete from freehold.reconciliation_runs
      where finished_at < now() - make_interval(days => :days)\
      """)
  long deleteOlderThanDays(int days);
}
