package dev.freehold.api.audit;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** Adds to the audit log, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditRow, Long> {
  @Query(
      """
      insert into freehold.audit_log (actor, action, target, request_id, details)
      values (:actor, :action, :target, :requestId, cast(:details as jsonb))\
      """)
  void insert(
      String actor, String action, String target, @Nullable String requestId, String details);

  /** Removes a portion of the entries older than that; answers how many went. */
  @Query("select freehold.forget_audit(:days, :most)")
  long forget(int days, int most);
}
