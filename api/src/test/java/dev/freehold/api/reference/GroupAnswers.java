package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.filter.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows in groups. */
final class GroupAnswers {
  private final Reader reader;
  private final Answers answers;

  GroupAnswers(Reader reader, Answers answers) {
    this.reader = reader;
    this.answers = answers;
  }

  private record Group(List<Object> values, List<Row> rows) {}

  JsonNode groups(Ask.Listed listed, List<Row> found) {
    Ask.Groups asked = listed.groups();
    List<Group> groups =
        made(asked, found).stream()
            .filter(group -> chosen(asked, group))
            .sorted(order(asked))
            .toList();
    ArrayNode all = Values.JSON.arrayNode();
    Answers.part(asked.part(), groups).forEach(group -> all.add(object(listed, group)));
    return all;
  }

  private List<Group> made(Ask.Groups asked, List<Row> found) {
    Map<List<Object>, List<Row>> byKey = new LinkedHashMap<>();
    List<Ask.Value> keys =
        asked.values().stream().filter(value -> value.aggregate().isEmpty()).toList();
    if (keys.isEmpty()) {
      byKey.put(List.of(), new ArrayList<>(found));
    } else {
      for (Row row : found) {
        List<Object> key = new ArrayList<>();
        keys.forEach(value -> key.add(same(answers.cell(row, value.path(), value.column()))));
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
      }
    }
    return byKey.values().stream().map(rows -> new Group(values(asked, rows), rows)).toList();
  }

  /** Numbers that differ in their zeros only are the same. */
  private static Object same(Object cell) {
    return cell instanceof BigDecimal number ? number.stripTrailingZeros() : cell;
  }

  private List<Object> values(Ask.Groups asked, List<Row> rows) {
    List<Object> values = new ArrayList<>();
    for (Ask.Value value : asked.values()) {
      List<Object> cells =
          rows.stream()
              .map(row -> answers.cell(row, value.path(), value.column()))
              .collect(ArrayList::new, List::add, List::addAll);
      values.add(
          value.aggregate().isPresent()
              ? Totals.of(value.aggregate().get(), value.column().type(), cells)
              : cells.getFirst());
    }
    return values;
  }

  private static boolean chosen(Ask.Groups asked, Group group) {
    if (asked.having().isEmpty()) {
      return true;
    }
    return asked.oneOf()
        ? asked.having().stream().anyMatch(one -> holds(asked, one, group))
        : asked.having().stream().allMatch(one -> holds(asked, one, group));
  }

  private static boolean holds(Ask.Groups asked, Ask.Having having, Group group) {
    Object value = group.values().get(having.value());
    boolean negated = having.predicate().negated();
    boolean holds;
    if (having.predicate().operator() == Operator.EMPTY) {
      holds = ((value == null || value.equals("")) != negated) == (Boolean) having.operand();
    } else {
      ColumnType type = asked.values().get(having.value()).type();
      holds =
          (value != null
                  && Sight.compare(having.predicate().operator(), type, value, having.operand()))
              != negated;
    }
    return holds != having.not();
  }

  private static Comparator<Group> order(Ask.Groups asked) {
    List<Ask.Sort> sorts = new ArrayList<>(asked.sort());
    for (int i = 0; i < asked.values().size(); i++) {
      if (asked.values().get(i).aggregate().isEmpty()) {
        sorts.add(new Ask.Sort(i, false));
      }
    }
    return (one, other) -> {
      for (Ask.Sort sort : sorts) {
        ColumnType type = asked.values().get(sort.value()).type();
        int order =
            Answers.compare(type, one.values().get(sort.value()), other.values().get(sort.value()));
        if (order != 0) {
          return sort.descending() ? -order : order;
        }
      }
      return 0;
    };
  }

  private JsonNode object(Ask.Listed listed, Group group) {
    Ask.Groups asked = listed.groups();
    ObjectNode object = Values.JSON.objectNode();
    for (int i = 0; i < asked.values().size(); i++) {
      Ask.Value value = asked.values().get(i);
      object.set(value.name(), shown(value, group.values().get(i)));
    }
    if (asked.ids()) {
      ArrayNode ids = object.putArray("GroupIds");
      group.rows().stream()
          .map(row -> reader.cell(row, World.key(listed.table())))
          .filter(id -> id != null)
          .sorted((one, other) -> Values.compare(World.key(listed.table()).type(), one, other))
          .forEach(id -> ids.add(id.toString()));
    }
    if (asked.rows() != null) {
      object.set("rows", answers.list(asked.rows(), group.rows()));
    }
    return object;
  }

  private static JsonNode shown(Ask.Value value, Object shown) {
    if (shown == null) {
      return Values.JSON.nullNode();
    }
    return switch (value.shownAs()) {
      case "Int" -> Values.JSON.numberNode(((Number) shown).longValue());
      case "Float" -> Values.JSON.numberNode(((Number) shown).doubleValue());
      case "Boolean" -> Values.JSON.booleanNode((Boolean) shown);
      default ->
          Values.JSON.textNode(
              shown instanceof BigDecimal number ? number.toPlainString() : shown.toString());
    };
  }
}
