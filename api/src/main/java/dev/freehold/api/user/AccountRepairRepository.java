package dev.freehold.api.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Identities by the page, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRepairRepository extends GenericRepository<Identity, UUID> {
  @Query(
      """
      select profile_id, subject, user_id, email, first_name, last_name, email_verified, enabled,
        sequence, deleted_at
      from freehold.identities
      where profile_id = :profileId and subject = any(cast(:subjects as text[]))\
      """)
  List<Identity> find(UUID profileId, String[] subjects);

  @Query(
      """
      select profile_id, subject, user_id, email, first_name, last_name, email_verified, enabled,
        sequence, deleted_at
      from freehold.identities
      where profile_id = :profileId and subject > :after and deleted_at is null
      order by subject limit :most\
      """)
  List<Identity> page(UUID profileId, String after, int most);

  @Query(
      """
      select count(*) from freehold.identities
      where profile_id = :profileId and deleted_at is null\
      """)
  long count(UUID profileId);
}
