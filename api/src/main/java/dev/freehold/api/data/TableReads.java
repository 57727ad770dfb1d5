package dev.freehold.api.data;

import dev.freehold.api.access.ResourcePermissions;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.Grant;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns permissions into what a caller may read. Rules are parsed once for a set of roles. */
@Singleton
public final class TableReads {
  private static final Logger LOG = LoggerFactory.getLogger(TableReads.class);

  private final KeptByRoles<Map<TableId, Parsed>> known = new KeptByRoles<>(ConcurrentHashMap::new);
  private final WriteGrants writes;
  private final ResourcePermissions permissions;

  /**
   * What roles say of one table.
   *
   * @param whole what it comes to for every caller who has all that the rules ask for: it says
   *     where his values stand, and has none itself
   */
  private record Parsed(List<ReadAccess.Part> parts, ReadAccess whole) {
    ReadAccess of(CallerValues caller) {
      return parts.stream().allMatch(part -> caller.bind(part.rule()).equals(part.rule()))
          ? whole
          : ReadAccess.of(parts.stream().map(part -> part.when(caller.bind(part.rule()))).toList());
    }
  }

  TableReads(WriteGrants writes, ResourcePermissions permissions) {
    this.writes = writes;
    this.permissions = permissions;
  }

  /** What the caller may read in that state of the catalog. */
  Accesses of(Catalog catalog, RoleSet roles, CallerValues caller) {
    return new Accesses(catalog, table -> parsed(catalog, table, roles).of(caller), permissions);
  }

  /** What the rules for those tables ask about the caller. */
  Set<Variable> variables(Catalog catalog, RoleSet roles, Set<TableId> tables) {
    return needs(catalog, roles, tables).stream()
        .map(Filter.Compare::variable)
        .collect(Collectors.toSet());
  }

  /** The comparisons with something about the caller that the rules for those tables make. */
  Set<Filter.Compare> needs(Catalog catalog, RoleSet roles, Set<TableId> tables) {
    return tables.stream()
        .flatMap(table -> parsed(catalog, catalog.get(table), roles).parts().stream())
        .flatMap(part -> part.rule().ofCaller())
        .collect(Collectors.toSet());
  }

  private Parsed parsed(Catalog catalog, Table table, RoleSet roles) {
    return known.of(catalog, roles).computeIfAbsent(table.id(), _ -> parts(catalog, table, roles));
  }

  /** Which fields there are for whoever has the roles. */
  public TableFields fields(Catalog catalog, RoleSet roles) {
    CallerValues anybody = CallerValues.anybody();
    return new TableFields(of(catalog, roles, anybody), writes.of(catalog, roles, anybody));
  }

  private static Parsed parts(Catalog catalog, Table table, RoleSet roles) {
    List<ReadAccess.Part> parts =
        roles.grants(table.id(), Action.READ).stream()
            .map(grant ->
                new ReadAccess.Part(
                    fields(table, grant, roles.everything()),
                    rule(catalog, table, grant),
                    ReadLimits.of(grant.limits())))
            .toList();
    return new Parsed(parts, ReadAccess.of(parts));
  }

  private static List<String> fields(Table table, Grant grant, boolean everything) {
    List<String> fields = new ArrayList<>();
    Stream.of(
            table.columns().stream()
                .filter(column -> grant.fields().column(column.name()))
                .map(Column::field),
            table.relations().stream().map(Relation::field).filter(grant.fields()::relation),
            UserPart.granted(table, grant, everything))
        .flatMap(some -> some)
        .forEach(fields::add);
    return fields;
  }

  private static Filter rule(Catalog catalog, Table table, Grant grant) {
    if (grant.rule() == null) {
      return Filter.Always.TRUE;
    }
    try {
      return FilterParser.rule(catalog, table, grant.rule());
    } catch (FreeholdException e) {
      // The table is not any more what it was when the rule was written.
      LOG.warn(
          "The rule of {} for {} fits no more and lets nothing through: {}",
          grant.roleName(),
          table.id(),
          e.details());
      return Filter.Always.FALSE;
    }
  }
}
