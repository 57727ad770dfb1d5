package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.Variable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What there is for somebody: rows, cells and ways between rows. */
abstract class Sight {
  abstract Object cell(Row row, Column column);

  abstract Stream<Row> related(Row row, Relation relation);

  /** What stands for a variable. */
  abstract Object value(Variable variable);

  final boolean holds(Cond cond, Row row) {
    return switch (cond) {
      case Cond.And(List<Cond> parts) -> parts.stream().allMatch(part -> holds(part, row));
      case Cond.Or(List<Cond> parts) -> parts.stream().anyMatch(part -> holds(part, row));
      case Cond.Not(Cond part) -> !holds(part, row);
      case Cond.One(Relation relation, Cond part) ->
          related(row, relation).anyMatch(other -> holds(part, other));
      case Cond.OneEmpty(Relation relation, boolean empty) ->
          related(row, relation).findAny().isEmpty() == empty;
      case Cond.Many(Relation relation, String quantifier, Cond part) ->
          switch (quantifier) {
            case "some" -> related(row, relation).anyMatch(other -> holds(part, other));
            case "every" -> related(row, relation).allMatch(other -> holds(part, other));
            default -> related(row, relation).noneMatch(other -> holds(part, other));
          };
      case Cond.Cell cell -> holds(cell, cell(row, cell.column()));
    };
  }

  private boolean holds(Cond.Cell cond, Object cell) {
    Object operand = cond.operand() instanceof Variable variable ? value(variable) : cond.operand();
    if (cond.predicate().operator() == Operator.EMPTY) {
      return (empty(cell) != cond.predicate().negated()) == (Boolean) operand;
    }
    return (cell != null
            && compare(cond.predicate().operator(), cond.column().type(), cell, operand))
        != cond.predicate().negated();
  }

  private static boolean empty(Object cell) {
    return cell == null || cell.equals("") || (cell instanceof Collection<?> all && all.isEmpty());
  }

  /** As filters compare a cell that is not null. */
  static boolean compare(Operator operator, ColumnType type, Object cell, Object operand) {
    return switch (operator) {
      case EQUALS -> Values.compare(type, cell, operand) == 0;
      case IN -> ((List<?>) operand).stream().anyMatch(one -> Values.compare(type, cell, one) == 0);
      case GREATER -> Values.compare(type, cell, operand) > 0;
      case GREATER_OR_EQUAL -> Values.compare(type, cell, operand) >= 0;
      case LESS -> Values.compare(type, cell, operand) < 0;
      case LESS_OR_EQUAL -> Values.compare(type, cell, operand) <= 0;
      case CONTAINS -> small(cell).contains(small(operand));
      case STARTS_WITH -> small(cell).startsWith(small(operand));
      case ENDS_WITH -> small(cell).endsWith(small(operand));
      case HAS -> ((List<?>) cell).contains(operand);
      case JSON_CONTAINS -> contains((JsonNode) cell, (JsonNode) operand);
      case MATCHES -> matches(((Values.Words) cell).words(), (String) operand);
      case EMPTY -> throw new AssertionError();
    };
  }

  private static String small(Object text) {
    return ((String) text).toLowerCase(Locale.ROOT);
  }

  /** Of objects, as {@code @>} has it. */
  private static boolean contains(JsonNode cell, JsonNode part) {
    return part.isObject()
        ? cell.isObject()
            && part.properties().stream()
                .allMatch(one ->
                    cell.has(one.getKey()) && contains(cell.get(one.getKey()), one.getValue()))
        : cell.equals(part);
  }

  /** Words that must be there, and, after a dash, words that must not. */
  private static boolean matches(Set<String> words, String search) {
    return Stream.of(search.split(" "))
        .allMatch(word ->
            word.startsWith("-") ? !words.contains(word.substring(1)) : words.contains(word));
  }
}
