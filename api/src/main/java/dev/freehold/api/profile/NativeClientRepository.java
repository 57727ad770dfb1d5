package dev.freehold.api.profile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The secrets of the clients for log-ins by password, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NativeClientRepository extends GenericRepository<NativeClientRow, UUID> {
  @Query("select profile_id, secret from freehold.native_clients where profile_id = :profileId")
  Optional<NativeClientRow> find(UUID profileId);

  @Query("select profile_id, secret from freehold.native_clients order by profile_id")
  List<NativeClientRow> list();

  @Query(
      """
      update freehold.native_clients set secret = :secret
      where profile_id = :profileId and secret = :before\
      """)
  long reseal(UUID profileId, String before, String secret);

  /** Keeps the one there is. */
  @Query(
      """
      insert into freehold.native_clients (profile_id, secret) values (:profileId, :secret)
      on conflict do nothing\
      """)
  void insert(UUID profileId, String secret);
}
