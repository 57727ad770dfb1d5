package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Settings of tables, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TableSettingsRepository extends GenericRepository<TableSettingsRow, String> {
  @Query(
      """
      select table_name, table_schema, exposed, one, plural, soft_delete,
        cast(fields as text) as fields, cast(relations as text) as relations
      from freehold.table_settings\
      """)
  List<TableSettingsRow> list();

  /** Until the transaction ends, nobody else changes settings. */
  @Query("select count(pg_advisory_xact_lock(hashtext('freehold.table_settings')))")
  long lock();

  @Query(
      """
      insert into freehold.table_settings
        (table_schema, table_name, exposed, one, plural, soft_delete, fields, relations)
      values (:tableSchema, :tableName, :exposed, :one, :plural, :softDelete,
        cast(:fields as jsonb), cast(:relations as jsonb))
      on conflict (table_schema, table_name) do update set exposed = excluded.exposed,
        one = excluded.one, plural = excluded.plural, soft_delete = excluded.soft_delete,
        fields = excluded.fields, relations = excluded.relations, updated_at = now()\
      """)
  void save(
      String tableSchema,
      String tableName,
      boolean exposed,
      @Nullable String one,
      @Nullable String plural,
      @Nullable String softDelete,
      String fields,
      String relations);

  @Query(
      """
      delete from freehold.table_settings
      where table_schema = :tableSchema and table_name = :tableName\
      """)
  long delete(String tableSchema, String tableName);
}
