package dev.freehold.api.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Finds callers in one statement. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CallerRepository extends GenericRepository<CallerRow, UUID> {
  @Query(
      """
      select i.user_id, u.email, u.status, i.enabled, i.sequence,
        array(select r.name from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
              where ur.user_id = i.user_id) as roles,
        coalesce((select max(c.not_before) from freehold.revocations c
                  where c.profile_id = i.profile_id and c.subject in (i.subject, '')), 0)
          as not_before,
        coalesce((select coalesce(s.not_before, 9223372036854775807) from freehold.ended_sessions s
                  where s.profile_id = i.profile_id and s.session_id = :session), 0)
          as session_not_before
      from freehold.identities i left join freehold.users u on u.id = i.user_id
      where i.profile_id = :profileId and i.subject = :subject\
      """)
  Optional<CallerRow> find(UUID profileId, String subject, String session);
}
