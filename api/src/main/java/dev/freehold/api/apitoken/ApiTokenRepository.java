package dev.freehold.api.apitoken;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API tokens, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiTokenRepository extends GenericRepository<ApiToken, UUID> {
  @Query(
      """
      select id, name, expires_at, revoked_at, last_used_at, created_by, parent_id, created_at
      from freehold.api_tokens order by lower(name)\
      """)
  List<ApiToken> list();

  @Query(
      """
      select id, name, expires_at, revoked_at, last_used_at, created_by, parent_id, created_at
      from freehold.api_tokens where id = :id\
      """)
  Optional<ApiToken> find(UUID id);

  @Query(
      """
      select t.id, t.name, t.hash, t.expires_at, t.revoked_at,
        array(select r.name from freehold.api_token_roles tr join freehold.roles r on r.id = tr.role_id
              where tr.token_id = t.id) as roles
      from freehold.api_tokens t where t.id = :id\
      """)
  Optional<KnownToken> findKnown(UUID id);

  @Query("select role_id from freehold.api_token_roles where token_id = :id")
  List<UUID> roleIds(UUID id);

  /** 0 when the name is taken. */
  @Query(
      """
      insert into freehold.api_tokens (id, name, hash, expires_at, created_by, parent_id)
      values (:id, :name, :hash, :expiresAt, :createdBy, :parentId)
      on conflict (lower(name)) do nothing\
      """)
  long insert(
      UUID id,
      String name,
      String hash,
      @Nullable Instant expiresAt,
      String createdBy,
      @Nullable UUID parentId);

  @Query(
      """
      insert into freehold.api_token_roles (token_id, role_id)
      select :id, unnest(cast(:roleIds as uuid[])) on conflict do nothing\
      """)
  void addRoles(UUID id, String[] roleIds);

  /** While one that makes another is revoked, the other is either seen or not yet there. */
  @Query("select id from freehold.api_tokens where id = :id and revoked_at is null for share")
  Optional<UUID> lockValid(UUID id);

  /** With the tokens it made, and those that they made. */
  @Query(
      """
      with recursive family as (
        select id from freehold.api_tokens where id = :id
        union select t.id from freehold.api_tokens t join family f on t.parent_id = f.id)
      update freehold.api_tokens set revoked_at = now()
      where id in (select id from family) and revoked_at is null\
      """)
  long revoke(UUID id);

  @Query("delete from freehold.api_tokens where id = :id")
  long delete(UUID id);

  @Query(
      """
      update freehold.api_tokens set last_used_at = now()
      where id = :id and (last_used_at is null or last_used_at < now() - interval '55 seconds')\
      """)
  long used(UUID id);
}
