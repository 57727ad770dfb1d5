package dev.freehold.api.platform;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;

/** Without its database the API is not ready. Unlike Micronaut's own check it names no address. */
@Singleton
@Requires(beans = DataSource.class)
class DatabaseHealth implements HealthIndicator {
  private static final int SECONDS = 2;

  private final Health health;
  private final DataSource dataSource;

  DatabaseHealth(Health health, DataSource dataSource) {
    this.health = health;
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return health.up("database", this::check);
  }

  private Map<String, Object> check() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isValid(SECONDS)) {
        throw new SQLException("the connection is not valid");
      }
      return Map.of();
    }
  }
}
