package dev.freehold.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The event triggers that the platform makes, taken away for a while. */
final class DdlTelling {
  private static final Path SCRIPT = Path.of("../containers/event-triggers.sql");

  private DdlTelling() {}

  static void begin(Connection database) throws SQLException, IOException {
    BenchTables.run(database, Files.readString(SCRIPT));
  }

  static void end(Connection database) throws SQLException {
    BenchTables.run(
        database,
        "drop event trigger if exists freehold_ddl; drop event trigger if exists freehold_drop");
  }
}
