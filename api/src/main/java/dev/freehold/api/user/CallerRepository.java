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
      select i.user_id, u.email, u.status, i.enabled,
        array(select r.name from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
              where ur.user_id = i.user_id) as roles
      from freehold.identities i left join freehold.users u on u.id = i.user_id
      where i.profile_id = :profileId and i.subject = :subject\
      """)
  Optional<CallerRow> find(UUID profileId, String subject);
}
