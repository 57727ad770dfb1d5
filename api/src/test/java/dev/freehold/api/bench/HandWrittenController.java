package dev.freehold.api.bench;

import dev.freehold.api.catalog.CompanyDatabase;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a careful programmer would write instead of asking GraphQL for tables: one statement for one
 * path, on the same connections and threads, with the bearer verified and nothing else decided.
 */
@Controller("/bench/sql")
@Requires(property = "bench.plain", value = "true")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.VIRTUAL)
class HandWrittenController {
  private final CompanyDatabase database;

  HandWrittenController(CompanyDatabase database) {
    this.database = database;
  }

  @Get(value = "/{statement}", produces = MediaType.APPLICATION_JSON)
  byte[] answer(HandWritten statement, @QueryValue long id, @Nullable @QueryValue String text)
      throws SQLException {
    try (Connection connection = database.source().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      prepared.setLong(1, id);
      if (text != null) {
        prepared.setString(2, text);
      }
      try (ResultSet rows = prepared.executeQuery()) {
        rows.next();
        return rows.getBytes(1);
      }
    }
  }
}
