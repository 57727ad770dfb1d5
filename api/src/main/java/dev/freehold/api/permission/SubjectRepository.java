package dev.freehold.api.permission;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds whose access is asked about, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SubjectRepository extends GenericRepository<SubjectRow, UUID> {
  @Query(
      """
      select u.id, u.email as name, u.status = 'ACTIVE' as active,
        array(select r.name from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
              where ur.user_id = u.id) as roles
      from freehold.users u where u.id = :id\
      """)
  Optional<SubjectRow> findUser(UUID id);

  @Query(
      """
      select t.id, t.name,
        t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) as active,
        array(select r.name from freehold.api_token_roles tr join freehold.roles r on r.id = tr.role_id
              where tr.token_id = t.id) as roles
      from freehold.api_tokens t where t.id = :id\
      """)
  Optional<SubjectRow> findApiToken(UUID id);

  @Query(
      """
      select u.id, u.email as name, u.status = 'ACTIVE' as active,
        array(select r.name from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
              where ur.user_id = u.id) as roles
      from freehold.users u
      where u.id::text = :user or lower(u.email collate "C") = lower(:user collate "C")\
      """)
  List<SubjectRow> findNamed(String user);
}
