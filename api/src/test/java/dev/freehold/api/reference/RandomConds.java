package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.Predicate;
import dev.freehold.api.filter.Variable;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Filters and rules with all predicates. */
final class RandomConds {
  private final RandomValues values;
  private final World world;
  private final BiPredicate<Table, String> named;
  private final boolean rule;

  private RandomConds(
      RandomValues values, World world, BiPredicate<Table, String> named, boolean rule) {
    this.values = values;
    this.world = world;
    this.named = named;
    this.rule = rule;
  }

  static Cond filter(RandomValues values, Reader reader, Table table) {
    return new RandomConds(values, reader.world(), reader::names, false).cond(table, 3);
  }

  static Cond rule(RandomValues values, World world, Table table) {
    return new RandomConds(values, world, (_, _) -> true, true).cond(table, 2);
  }

  private Cond cond(Table table, int depth) {
    int what = depth == 0 ? 99 : values.upTo(99);
    if (what < 12) {
      return new Cond.And(parts(table, depth));
    }
    if (what < 27) {
      return new Cond.Or(parts(table, depth));
    }
    if (what < 37) {
      return new Cond.Not(cond(table, depth - 1));
    }
    List<Relation> relations =
        table.relations().stream().filter(one -> named.test(table, one.field())).toList();
    return what < 62 && !relations.isEmpty() ? related(values.one(relations), depth) : cell(table);
  }

  /** Rules have no empty parts: that would be everything or nothing. */
  private List<Cond> parts(Table table, int depth) {
    int count = rule ? 1 + values.upTo(2) : values.upTo(3);
    return Stream.generate(() -> cond(table, depth - 1)).limit(count).toList();
  }

  private Cond related(Relation relation, int depth) {
    Cond part = cond(world.target(relation), depth - 1);
    if (relation.toMany()) {
      return new Cond.Many(relation, values.one(List.of("some", "every", "none")), part);
    }
    // The schema of filters has no such thing.
    return rule && values.chance(0.2)
        ? new Cond.OneEmpty(relation, values.chance(0.5))
        : new Cond.One(relation, part);
  }

  private Cond cell(Table table) {
    List<Column> columns =
        table.columns().stream().filter(one -> named.test(table, one.field())).toList();
    Column column =
        columns.stream()
            .filter(one -> rule && one.name().equals("owner") && values.chance(0.3))
            .findFirst()
            .orElseGet(() -> values.one(columns));
    Predicate predicate =
        values.one(
            Predicate.of(column.type()).stream()
                .filter(one -> offered(one, column))
                .filter(one ->
                    !rule || !column.name().equals("owner") || one.operator() == Operator.EQUALS)
                .toList());
    return new Cond.Cell(column, predicate, operand(table, column, predicate.operator()));
  }

  /** For texts the schema has the predicates that 8base has. */
  private static boolean offered(Predicate predicate, Column column) {
    return column.type().scalar() != Scalar.STRING
        || switch (predicate.operator()) {
          case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> false;
          default -> true;
        };
  }

  /** Another operand that fits; where it says what is compared, the same. */
  static Object other(RandomValues values, Column column, Predicate predicate, Object operand) {
    return switch (predicate.operator()) {
      case EMPTY -> operand;
      case IN -> Stream.generate(() -> values.value(column.type())).limit(values.upTo(3)).toList();
      case CONTAINS, STARTS_WITH, ENDS_WITH, HAS -> values.part("alphabet");
      case MATCHES -> values.search();
      case JSON_CONTAINS -> values.json();
      // A Boolean decides what is planned.
      default -> operand instanceof Boolean ? operand : values.value(column.type());
    };
  }

  private Object operand(Table table, Column column, Operator operator) {
    boolean uuid = column.type().sqlType().equals("uuid");
    if (rule && operator == Operator.EQUALS && values.chance(0.8)) {
      if (uuid) {
        return Variable.USER_ID;
      }
      if (column.type().scalar() == Scalar.STRING) {
        return Variable.USER_EMAIL;
      }
    }
    return switch (operator) {
      case EMPTY -> values.chance(0.5);
      case IN -> Stream.generate(() -> value(table, column)).limit(1 + values.upTo(2)).toList();
      case CONTAINS, STARTS_WITH, ENDS_WITH ->
          values.chance(0.3)
              ? values.one(List.of("%", "_", "\\", "a%", "_1"))
              : values.part((String) value(table, column));
      case MATCHES -> values.search();
      case JSON_CONTAINS -> values.json();
      case HAS -> {
        List<?> labels = (List<?>) value(table, column);
        yield labels.isEmpty() ? "a" : labels.getFirst();
      }
      default -> value(table, column);
    };
  }

  private Object value(Table table, Column column) {
    List<Row> rows = world.of(table.id());
    Object cell = rows.isEmpty() ? null : values.one(rows).cell(column);
    return cell == null || values.chance(0.2) ? values.value(column.type()) : cell;
  }
}
