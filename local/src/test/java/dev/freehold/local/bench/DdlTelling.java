package dev.freehold.local.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** The event triggers that the API makes by itself where its role is a superuser. */
final class DdlTelling {
  private DdlTelling() {}

  static void begin(Connection database) throws SQLException {
    for (String trigger :
        new String[] {"freehold_ddl on ddl_command_end", "freehold_drop on sql_drop"}) {
      BenchTables.run(
          database, "create event trigger " + trigger + " execute function freehold.tell_ddl()");
    }
  }

  static void end(Connection database) throws SQLException {
    BenchTables.run(
        database,
        "drop event trigger if exists freehold_ddl; drop event trigger if exists freehold_drop");
  }
}
