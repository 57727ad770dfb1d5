package dev.freehold.api.secret;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The environment variables, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface VariableRepository extends GenericRepository<Variable, UUID> {
  @Query("select * from freehold.environment_variables order by name")
  List<Variable> list();

  Optional<Variable> findById(UUID id);

  Optional<Variable> findByName(String name);

  @Query("select * from freehold.environment_variables where id = :id for update")
  Optional<Variable> lock(UUID id);

  /** Until the transaction ends, nobody deletes it. */
  @Query("select * from freehold.environment_variables where name = :name for key share")
  Optional<Variable> hold(String name);

  /** 0 when there is a variable of that name. */
  @Query(
      """
      insert into freehold.environment_variables (id, name, sealed) values (:id, :name, :sealed)
      on conflict (name) do nothing\
      """)
  long insert(UUID id, String name, String sealed);

  @Query(
      """
      update freehold.environment_variables set sealed = :sealed, updated_at = now() where id = :id\
      """)
  long update(UUID id, String sealed);

  /** The same value under another key: nobody's change, and not over a newer one. */
  @Query(
      """
      update freehold.environment_variables set sealed = :sealed
      where id = :id and sealed = :before\
      """)
  long reseal(UUID id, String before, String sealed);

  @Query("delete from freehold.environment_variables where id = :id")
  long delete(UUID id);
}
