package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.filter.Predicate;
import dev.freehold.api.filter.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A filter or a rule. */
sealed interface Cond {
  record And(List<Cond> parts) implements Cond {}

  record Or(List<Cond> parts) implements Cond {}

  record Not(Cond part) implements Cond {}

  /** The operand is a value of the column's, a list of them, a {@link Variable} or a Boolean. */
  record Cell(Column column, Predicate predicate, Object operand) implements Cond {}

  record One(Relation relation, Cond cond) implements Cond {}

  record OneEmpty(Relation relation, boolean empty) implements Cond {}

  record Many(Relation relation, String quantifier, Cond cond) implements Cond {}

  /** The same comparisons with other operands. */
  default Cond with(RandomValues values) {
    return switch (this) {
      case And(List<Cond> parts) -> new And(parts.stream().map(one -> one.with(values)).toList());
      case Or(List<Cond> parts) -> new Or(parts.stream().map(one -> one.with(values)).toList());
      case Not(Cond part) -> new Not(part.with(values));
      case Cell(Column column, Predicate predicate, Object operand) ->
          new Cell(column, predicate, RandomConds.other(values, column, predicate, operand));
      case One(Relation relation, Cond cond) -> new One(relation, cond.with(values));
      case OneEmpty empty -> empty;
      case Many(Relation relation, String quantifier, Cond cond) ->
          new Many(relation, quantifier, cond.with(values));
    };
  }

  /** As the filter language has it. */
  default Map<String, Object> json() {
    return switch (this) {
      case And(List<Cond> parts) -> merged(parts);
      case Or(List<Cond> parts) -> Map.of("OR", parts.stream().map(Cond::json).toList());
      case Not(Cond part) -> Map.of("NOT", part.json());
      case Cell(Column column, Predicate predicate, Object operand) ->
          Map.of(column.field(), Map.of(predicate.text(), Values.json(column.type(), operand)));
      case One(Relation relation, Cond cond) -> Map.of(relation.field(), cond.json());
      case OneEmpty(Relation relation, boolean empty) ->
          Map.of(relation.field(), Map.of("is_empty", empty));
      case Many(Relation relation, String quantifier, Cond cond) ->
          Map.of(relation.field(), Map.of(quantifier, cond.json()));
    };
  }

  /** One object says it all as long as its names are different. */
  private static Map<String, Object> merged(List<Cond> parts) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Cond part : parts) {
      Map<String, Object> json = part.json();
      if (json.keySet().stream().anyMatch(all::containsKey)) {
        return Map.of("AND", parts.stream().map(Cond::json).toList());
      }
      all.putAll(json);
    }
    return all;
  }
}
