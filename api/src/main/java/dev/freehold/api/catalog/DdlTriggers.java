package dev.freehold.api.catalog;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the platform's database tell of changes of tables. Event triggers need a right that most
 * roles have not; a superuser can make them once ({@code event-triggers.sql}), with a function that
 * only he can replace. Where nobody did somebody has to look.
 */
@Singleton
class DdlTriggers {
  private static final Logger LOG = LoggerFactory.getLogger(DdlTriggers.class);
  private static final int TRIGGERS = 2;
  private static final Set<String> THERE_ALREADY = Set.of("42710", "23505");

  private static final String PRESENT =
      """
      select count(*) from pg_event_trigger t join pg_proc p on p.oid = t.evtfoid
        join pg_namespace n on n.oid = p.pronamespace
      where t.evtname in ('freehold_ddl', 'freehold_drop') and t.evtenabled in ('O', 'A')
        and (n.nspname, p.proname) in (('freehold', 'tell_ddl'), ('freehold_ddl', 'tell'))\
      """;

  private final DataSource platform;
  private final CompanyDatabase database;

  DdlTriggers(DataSource platform, DataSourceResolver resolver, CompanyDatabase database) {
    this.platform = resolver.resolve(platform);
    this.database = database;
  }

  /** True when changes are told from now on. */
  boolean ensure() {
    if (!database.platforms()) {
      return false;
    }
    try (Connection connection = platform.getConnection();
        Statement statement = connection.createStatement()) {
      if (!present(statement)) {
        create(statement, "freehold_ddl on ddl_command_end");
        create(statement, "freehold_drop on sql_drop");
      }
      return present(statement);
    } catch (SQLException e) {
      LOG.info("Changes of tables are looked for every second: {}", e.getMessage());
      return false;
    }
  }

  private static boolean present(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery(PRESENT)) {
      rows.next();
      return rows.getInt(1) == TRIGGERS;
    }
  }

  private static void create(Statement statement, String trigger) throws SQLException {
    try {
      statement.execute(
          "create event trigger " + trigger + " execute function freehold.tell_ddl()");
    } catch (SQLException e) {
      if (!THERE_ALREADY.contains(e.getSQLState())) {
        throw e;
      }
    }
  }
}
