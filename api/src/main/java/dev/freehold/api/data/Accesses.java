package dev.freehold.api.data;

import dev.freehold.api.access.ResourcePermissions;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What one caller may read, of every table, in one state of the catalog. */
final class Accesses {
  private final Catalog catalog;
  private final Function<Table, ReadAccess> granted;
  private final ResourcePermissions permissions;
  private final Map<TableId, ReadAccess> known = new ConcurrentHashMap<>();

  Accesses(Catalog catalog, Function<Table, ReadAccess> granted) {
    this(catalog, granted, _ -> List.of());
  }

  /** One that can tell of users what they may do. */
  Accesses(Catalog catalog, Function<Table, ReadAccess> granted, ResourcePermissions permissions) {
    this.catalog = catalog;
    this.granted = granted;
    this.permissions = permissions;
  }

  /** What users may do, by their roles. */
  ResourcePermissions permissions() {
    return permissions;
  }

  Catalog catalog() {
    return catalog;
  }

  Table table(TableId id) {
    return catalog.get(id);
  }

  ReadAccess read(Table table) {
    return known.computeIfAbsent(table.id(), _ -> granted.apply(table));
  }

  /** The tables that were asked about. */
  Set<TableId> asked() {
    return Set.copyOf(known.keySet());
  }

  /** Whether the caller may name the field at all, of a column or of a relation. */
  boolean sees(Table table, String field) {
    return read(table).sees(field) && table.relation(field).map(this::reaches).orElse(true);
  }

  /** A relation leads to rows that one may read, through rows that one may read. */
  private boolean reaches(Relation relation) {
    return !read(table(relation.target())).denied()
        && (relation.through() == null || !read(table(relation.through().table())).denied());
  }
}
