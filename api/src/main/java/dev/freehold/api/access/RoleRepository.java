package dev.freehold.api.access;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The roles, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RoleRepository extends GenericRepository<Role, UUID> {
  @Query("select * from freehold.roles order by lower(name)")
  List<Role> list();

  Optional<Role> findById(UUID id);

  @Query("select * from freehold.roles where lower(name) = lower(:name)")
  Optional<Role> findByName(String name);

  @Query("select * from freehold.roles where id = any(cast(:ids as uuid[]))")
  List<Role> findByIds(String[] ids);

  /** What signing up with a profile gives. */
  @Query(
      """
      select r.* from freehold.roles r join freehold.profile_roles pr on pr.role_id = r.id
      where pr.profile_id = :profileId order by lower(r.name)\
      """)
  List<Role> ofProfile(UUID profileId);

  /** Makes a built-in role unless there is one of that name; safe when several nodes start. */
  @Query(
      """
      insert into freehold.roles (id, name, description, built_in)
      values (:id, :name, :description, true)
      on conflict (lower(name)) do nothing\
      """)
  void insertBuiltIn(UUID id, String name, String description);

  /** Zero when there is one of that name. */
  @Query(
      """
      insert into freehold.roles (id, name, description) values (:id, :name, :description)
      on conflict (lower(name)) do nothing\
      """)
  long insert(UUID id, String name, @Nullable String description);

  @Query(
      """
      update freehold.roles set name = :name, description = :description, updated_at = now()
      where id = :id\
      """)
  void update(UUID id, String name, @Nullable String description);

  @Query("delete from freehold.roles where id = :id")
  void delete(UUID id);

  /** Cannot be removed before the transaction ends. */
  @Query("select * from freehold.roles where id = :id for key share")
  Optional<Role> hold(UUID id);
}
