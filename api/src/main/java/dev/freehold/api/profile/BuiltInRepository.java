package dev.freehold.api.profile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** What is written for built-in profiles only, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BuiltInRepository extends GenericRepository<ProfileSecret, UUID> {
  @Query("update freehold.profiles set built_in = cast(:settings as jsonb) where id = :id")
  void save(UUID id, String settings);

  /** Higher than any version before; see the migration that brought it. */
  @Query("select nextval('freehold.claims_versions')")
  long nextClaimsVersion();

  @Query("select * from freehold.profile_secrets order by profile_id, name")
  List<ProfileSecret> secrets();

  @Query("select * from freehold.profile_secrets where profile_id = :profileId")
  List<ProfileSecret> secretsOf(UUID profileId);

  @Query(
      """
      insert into freehold.profile_secrets (profile_id, name, value, version)
      values (:profileId, :name, :value, :version)
      on conflict (profile_id, name) do update set value = excluded.value,
        version = excluded.version\
      """)
  void put(UUID profileId, String name, String value, UUID version);

  @Query(
      """
      delete from freehold.profile_secrets
      where profile_id = :profileId and name <> all(:kept)\
      """)
  void keepOnly(UUID profileId, String[] kept);

  /** The same secret under another key. */
  @Query(
      """
      update freehold.profile_secrets set value = :value
      where profile_id = :profileId and name = :name and value = :before\
      """)
  long reseal(UUID profileId, String name, String before, String value);

  @Query("update freehold.profile_secrets set version = :version where value = :reference")
  void renew(String reference, UUID version);

  /**
   * Has the realms be provisioned in which the secret is. Nobody is at it, which is what the reason
   * says to the nodes.
   */
  @Query(
      """
      update freehold.profiles
      set status = 'PENDING', status_reason = 'A secret of the realm was changed',
        revision = revision + 1, updated_at = now()
      where status <> 'DELETING' and id in (
        select profile_id from freehold.profile_secrets where value = :reference)\
      """)
  void provisionAgain(String reference);
}
