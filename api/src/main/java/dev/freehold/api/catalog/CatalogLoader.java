package dev.freehold.api.catalog;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;

/** Puts a catalog together from the company's database and the settings. */
@Singleton
class CatalogLoader {
  private final CatalogReader reader;
  private final StoredSettings settings;
  private final BeanProvider<ReservedNames> reserved;
  private final CompanyDatabase database;

  CatalogLoader(
      CatalogReader reader,
      StoredSettings settings,
      BeanProvider<ReservedNames> reserved,
      CompanyDatabase database) {
    this.reader = reader;
    this.settings = settings;
    this.reserved = reserved;
    this.database = database;
  }

  /** As things are now. */
  Loaded load(long version) throws SQLException {
    // Settings first: a change of theirs that comes later is told apart.
    Map<TableId, TableSettings> chosen = settings.all();
    RawCatalog raw = reader.read();
    return new Loaded(assemble(version, raw, chosen), raw);
  }

  String fingerprint() throws SQLException {
    return reader.fingerprint();
  }

  /** What the catalog would be with these settings. */
  Catalog assemble(long version, RawCatalog raw, Map<TableId, TableSettings> chosen) {
    // Asked for late: the platform's schema has this package's fields in it.
    ReservedNames names = reserved.find(null).orElseGet(ReservedNames::none);
    return CatalogAssembly.assemble(version, raw, chosen, names, database.schemas());
  }

  /** A catalog and what it was made of. */
  record Loaded(Catalog catalog, RawCatalog raw) {}
}
