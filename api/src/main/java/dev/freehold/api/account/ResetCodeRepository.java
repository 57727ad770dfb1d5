package dev.freehold.api.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** The one-time codes, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ResetCodeRepository extends GenericRepository<ResetCodeRow, UUID> {
  /** Takes the place of the one before. */
  @Query(
      """
      insert into freehold.reset_codes (profile_id, address, subject, code, expires_at)
      values (:profileId, :address, :subject, :code, now() + make_interval(secs => :seconds))
      on conflict (profile_id, address) do update set subject = excluded.subject,
        code = excluded.code, attempts = 0, expires_at = excluded.expires_at\
      """)
  void put(UUID profileId, String address, String subject, String code, int seconds);

  /** One at a time may try a code; the lock ends with the transaction. */
  @Query(
      """
      select profile_id, address, subject, code, attempts from freehold.reset_codes
      where profile_id = :profileId and address = :address and expires_at > now()
        and attempts < :most
      for update\
      """)
  Optional<ResetCodeRow> lock(UUID profileId, String address, int most);

  @Query(
      """
      update freehold.reset_codes set attempts = attempts + 1
      where profile_id = :profileId and address = :address\
      """)
  void count(UUID profileId, String address);

  @Query("delete from freehold.reset_codes where profile_id = :profileId and address = :address")
  void remove(UUID profileId, String address);

  @Query("delete from freehold.reset_codes where expires_at < now()")
  long removeExpired();
}
