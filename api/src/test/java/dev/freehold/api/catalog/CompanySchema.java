package dev.freehold.api.catalog;

import dev.freehold.api.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with tables of a company's, and its catalog. */
public final class CompanySchema {
  public final TestDatabase database = TestDatabase.create();
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final Map<TableId, TableSettings> settings = new HashMap<>();
  private ReservedNames reserved = ReservedNames.none();

  public CompanySchema(String... statements) {
    source.setUrl((String) database.properties().get("freehold.database.url"));
    source.setUser("postgres");
    source.setPassword("postgres");
    for (String statement : statements) {
      database.execute(statement);
    }
  }

  /** One that has the platform's tables too. */
  static CompanySchema withPlatform(String... statements) {
    CompanySchema schema = new CompanySchema();
    Flyway.configure().dataSource(schema.source).schemas("freehold").load().migrate();
    for (String statement : statements) {
      schema.database.execute(statement);
    }
    return schema;
  }

  /** As the API knows it. */
  public CompanyDatabase companyDatabase(UnaryOperator<DataSource> around) {
    return new CompanyDatabase(around.apply(source), true, List.of("public"));
  }

  /** Has rows of the table marked as deleted by that column. */
  public void softDelete(String table, String column) {
    TableId id = new TableId("public", table);
    choose(new TableSettings(id, true, null, null, column, Map.of(), List.of()));
  }

  void choose(TableSettings chosen) {
    settings.put(chosen.table(), chosen);
  }

  void reserve(ReservedNames names) {
    reserved = names;
  }

  CatalogReader reader(String... schemas) {
    return new CatalogReader(new CompanyDatabase(source, true, List.of(schemas)));
  }

  public Catalog catalog() {
    return catalog("public");
  }

  Catalog catalog(String... schemas) {
    return assembled(reader(schemas), schemas);
  }

  /** As if the platform's own database were another one. */
  Catalog elsewhere(String... schemas) {
    return assembled(
        new CatalogReader(new CompanyDatabase(source, false, List.of(schemas))), schemas);
  }

  private Catalog assembled(CatalogReader reader, String... schemas) {
    try {
      return CatalogAssembly.assemble(1, reader.read(), settings, reserved, List.of(schemas));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Table table(Catalog catalog, String name) {
    return catalog.get(new TableId("public", name));
  }
}
