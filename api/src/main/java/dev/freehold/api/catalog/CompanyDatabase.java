package dev.freehold.api.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the company's tables are: the platform's own database, or another one that {@code
 * FREEHOLD_DATA_URL} names.
 */
@Singleton
public final class CompanyDatabase {
  private static final int CONNECT_MILLIS = 5_000;

  private final DataSource source;
  private final boolean platforms;
  private final List<String> schemas;

  CompanyDatabase(DataSource source, boolean platforms, List<String> schemas) {
    this.source = source;
    this.platforms = platforms;
    this.schemas = List.copyOf(schemas);
  }

  @Inject
  CompanyDatabase(
      DataSource platform,
      DataSourceResolver resolver,
      @Property(name = "freehold.data.url", defaultValue = "") String url,
      @Property(name = "freehold.data.user", defaultValue = "") String user,
      @Property(name = "freehold.data.password", defaultValue = "") String password,
      @Property(name = "freehold.data.pool-size", defaultValue = "10") int poolSize,
      @Property(name = "freehold.data.schemas", defaultValue = "public") List<String> schemas,
      @Property(name = "datasources.default.connection-init-sql", defaultValue = "")
          String greeting) {
    this(
        url.isBlank()
            ? resolver.resolve(platform)
            : new HikariDataSource(pool(url, user, password, poolSize, greeting)),
        url.isBlank(),
        schemas.stream().map(String::strip).filter(one -> !one.isEmpty()).toList());
  }

  private static HikariConfig pool(
      String url, String user, String password, int poolSize, String greeting) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("company");
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(poolSize);
    pool.setConnectionTimeout(CONNECT_MILLIS);
    pool.setConnectionInitSql(greeting.isBlank() ? null : greeting);
    pool.addDataSourceProperty("socketTimeout", "40");
    pool.addDataSourceProperty("options", "-c IntervalStyle=iso_8601");
    pool.addDataSourceProperty("ApplicationName", "freehold-api data");
    // The API starts without it and goes on trying.
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  /** The pool itself, without the framework's transactions. */
  public DataSource source() {
    return source;
  }

  /** True when it is the platform's own database, so that Users is in it. */
  public boolean platforms() {
    return platforms;
  }

  /** How to connect to it without the pool. */
  public PGSimpleDataSource single() {
    if (!(source instanceof HikariDataSource pool)) {
      throw new IllegalStateException("Nothing is known of the address of " + source);
    }
    PGSimpleDataSource single = new PGSimpleDataSource();
    single.setUrl(pool.getJdbcUrl());
    // As for the pool: what the address says of the user comes first.
    if (single.getUser() == null && pool.getUsername() != null) {
      single.setUser(pool.getUsername());
      single.setPassword(pool.getPassword());
    }
    return single;
  }

  /** The schemas that are offered; the first ones keep their names in a clash. */
  public List<String> schemas() {
    return schemas;
  }

  @PreDestroy
  void close() {
    if (source instanceof HikariDataSource pool && !platforms) {
      pool.close();
    }
  }
}
