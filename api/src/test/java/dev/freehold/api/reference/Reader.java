package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.filter.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody who asks, and what his roles let him see. */
final class Reader extends Sight {
  /**
   * What one role grants of a table.
   *
   * @param fields of GraphQL; null: all
   * @param rule null: all rows
   */
  record Grant(TableId table, Set<String> fields, Cond rule) {}

  final String name;
  final String token;

  /** Of somebody with the same roles. */
  final String twin;

  private final World world;
  private final List<Grant> grants;
  private final boolean everything;
  private final Map<Variable, Object> variables;
  private final Sight raw = new Raw();

  Reader(
      String name,
      String token,
      String twin,
      World world,
      List<Grant> grants,
      boolean everything,
      Map<Variable, Object> variables) {
    this.name = name;
    this.token = token;
    this.twin = twin;
    this.world = world;
    this.grants = grants;
    this.everything = everything;
    this.variables = variables;
  }

  World world() {
    return world;
  }

  private Stream<Grant> grants(Table table) {
    return everything
        ? Stream.of(new Grant(table.id(), null, null))
        : grants.stream().filter(grant -> grant.table().equals(table.id()));
  }

  boolean reads(Table table) {
    return grants(table).findAny().isPresent();
  }

  /** Whether the field may be named. */
  boolean names(Table table, String field) {
    return grants(table).anyMatch(grant -> covers(grant, field))
        && table
            .relation(field)
            .map(relation ->
                reads(world.target(relation))
                    && (relation.through() == null
                        || reads(world.catalog().get(relation.through().table()))))
            .orElse(true);
  }

  private static boolean covers(Grant grant, String field) {
    return grant.fields() == null || grant.fields().contains(field);
  }

  /** The rows there are for him. */
  List<Row> rows(Table table) {
    return world.of(table.id()).stream().filter(this::sees).toList();
  }

  boolean sees(Row row) {
    return !row.deleted() && grants(row.table).anyMatch(grant -> lets(grant, row));
  }

  private boolean shows(Row row, String field) {
    return grants(row.table).anyMatch(grant -> covers(grant, field) && lets(grant, row));
  }

  /** A rule that asks for what he does not have lets nothing through. */
  private boolean lets(Grant grant, Row row) {
    return grant.rule() == null || (bound(grant.rule()) && raw.holds(grant.rule(), row));
  }

  private boolean bound(Cond rule) {
    return switch (rule) {
      case Cond.And(List<Cond> parts) -> parts.stream().allMatch(this::bound);
      case Cond.Or(List<Cond> parts) -> parts.stream().allMatch(this::bound);
      case Cond.Not(Cond part) -> bound(part);
      case Cond.One one -> bound(one.cond());
      case Cond.Many many -> bound(many.cond());
      case Cond.Cell cell ->
          !(cell.operand() instanceof Variable variable) || variables.containsKey(variable);
      case Cond.OneEmpty _ -> true;
    };
  }

  @Override
  Object cell(Row row, Column column) {
    return shows(row, column.field()) ? row.cell(column) : null;
  }

  @Override
  Stream<Row> related(Row row, Relation relation) {
    return shows(row, relation.field())
        ? world
            .linked(row, relation)
            .filter(pair -> (pair[0] == null || sees(pair[0])) && sees(pair[1]))
            .map(pair -> pair[1])
        : Stream.empty();
  }

  @Override
  Object value(Variable variable) {
    throw new AssertionError("Clients have no variables");
  }

  /** What rules see: everything but what is marked as deleted. */
  private final class Raw extends Sight {
    @Override
    Object cell(Row row, Column column) {
      return row.cell(column);
    }

    @Override
    Stream<Row> related(Row row, Relation relation) {
      return world
          .linked(row, relation)
          .filter(pair -> (pair[0] == null || !pair[0].deleted()) && !pair[1].deleted())
          .map(pair -> pair[1]);
    }

    @Override
    Object value(Variable variable) {
      return variables.get(variable);
    }
  }
}
