package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes plans of what operations select. A field that the caller may not read is no field: it is
 * refused here even if it got past the schema.
 */
final class ReadPlanner {
  private static final String ITEMS = "items";
  private static final String COUNT = "count";
  private static final String AGGREGATES = "aggregates";
  private static final String GROUPS = "groups";

  private final Accesses accesses;
  private final int levels;

  ReadPlanner(Accesses accesses) {
    this(accesses, Integer.MAX_VALUE);
  }

  private ReadPlanner(Accesses accesses, int levels) {
    this.accesses = accesses;
    this.levels = levels;
  }

  /** The rows that a list's arguments ask for. */
  ListPlan list(Table table, Selection selection) {
    Map<String, Object> arguments = selection.arguments();
    ReadAccess access = require(table);
    return new ListPlan(
        table,
        filter(table, arguments.get("filter")),
        new OrderPlanner(accesses).orders(table, arguments),
        PagePlanner.page(table, access.limits(), arguments),
        selection.children().stream().map(child -> part(table, selection, child)).toList());
  }

  /** What of one row is selected. */
  RowPlan row(Table table, List<Selection> children) {
    ReadAccess access = require(table);
    ReadPlanner below = below(access);
    return new RowPlan(table, children.stream().map(child -> below.output(table, child)).toList());
  }

  /** For the levels below the table, which may be no deeper than the permissions for it say. */
  private ReadPlanner below(ReadAccess access) {
    return new ReadPlanner(accesses, Math.min(levels, access.limits().depth()));
  }

  Filter filter(Table table, Object given) {
    if (given == null) {
      return Filter.Always.TRUE;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> filter = (Map<String, Object>) given;
    return FilterParser.client(accesses.catalog(), table, filter, accesses::sees);
  }

  ReadAccess require(Table table) {
    ReadAccess access = accesses.read(table);
    if (access.denied()) {
      throw FreeholdException.notAuthorized();
    }
    return access;
  }

  private ListPlan.Part part(Table table, Selection list, Selection child) {
    return switch (child.field()) {
      case Selection.TYPE_NAME ->
          new ListPlan.Part.TypeName(child.key(), table.names().type() + "ListResponse");
      case ITEMS -> new ListPlan.Part.Items(child.key(), row(table, child.children()));
      case COUNT -> {
        requireAggregates(table);
        yield new ListPlan.Part.Count(child.key());
      }
      case AGGREGATES -> {
        requireAggregates(table);
        yield new ListPlan.Part.Aggregates(
            child.key(), new AggregatePlanner(accesses).outputs(table, child.children()));
      }
      case GROUPS -> {
        requireAggregates(table);
        yield new ListPlan.Part.Groups(
            child.key(), new GroupPlanner(accesses, this).plan(table, list, child));
      }
      default -> throw absent(table, child.field());
    };
  }

  private void requireAggregates(Table table) {
    if (!accesses.read(table).limits().aggregates()) {
      throw FreeholdException.notAuthorized();
    }
  }

  private Output output(Table table, Selection child) {
    if (child.isTypeName()) {
      return new Output.TypeName(child.key(), table.names().type());
    }
    if (accesses.sees(table, child.field())) {
      Optional<Column> column = table.field(child.field());
      if (column.isPresent()) {
        return new Output.Cell(child.key(), column.get());
      }
      Optional<Relation> relation = table.relation(child.field());
      if (relation.isPresent()) {
        return related(relation.get(), child);
      }
      Optional<UserPart> part = UserPart.of(table, child.field());
      if (part.isPresent()) {
        return new Output.OfUser(child.key(), part.get(), child.children());
      }
    }
    throw absent(table, child.field());
  }

  private Output related(Relation relation, Selection child) {
    if (levels == 0) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED, child.field(), "Relations may not be followed that deep");
    }
    Table target = accesses.table(relation.target());
    ReadPlanner below = new ReadPlanner(accesses, levels - 1);
    return relation.toMany()
        ? new Output.Many(child.key(), relation, below.list(target, child))
        : new Output.One(child.key(), relation, below.row(target, child.children()));
  }

  /** The row that one of the table's unique fields names. */
  Filter key(Table table, Map<String, Object> arguments) {
    List<Filter> keys = new ArrayList<>();
    arguments.forEach((field, value) -> {
      if (value != null) {
        keys.add(filter(table, Map.of(field, Map.of("equals", value))));
      }
    });
    if (keys.isEmpty()) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, table.names().one(), "Say which one, by its id or a unique field");
    }
    return Filter.all(keys);
  }

  private static FreeholdException absent(Table table, String field) {
    return FreeholdException.of(
        ErrorCode.VALIDATION, field, table.names().type() + " has no field of that name");
  }
}
