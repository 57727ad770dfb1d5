package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What a reader is to be answered. */
final class Answers {
  private static final int USUAL = 100;

  private final Reader reader;

  Answers(Reader reader) {
    this.reader = reader;
  }

  JsonNode to(Ask ask) {
    return switch (ask) {
      case Ask.ByKey(_, Table table, Column column, Object value, var fields) ->
          reader.rows(table).stream()
              .filter(row -> value.equals(reader.cell(row, column)))
              .findFirst()
              .map(row -> object(row, fields))
              .orElse(Values.JSON.nullNode());
      case Ask.AllOf(_, Ask.Listed listed) -> list(listed, reader.rows(listed.table()));
    };
  }

  private JsonNode object(Row row, List<Ask.Field> fields) {
    ObjectNode object = Values.JSON.objectNode();
    for (Ask.Field field : fields) {
      switch (field) {
        case Ask.Field.TypeName _ -> object.put("__typename", row.table.names().type());
        case Ask.Field.Cell(String key, Column column) ->
            object.set(key, Values.answer(column.type(), reader.cell(row, column)));
        case Ask.Field.One(Relation relation, var below) ->
            object.set(
                relation.field(),
                reader
                    .related(row, relation)
                    .findFirst()
                    .map(other -> object(other, below))
                    .orElse(Values.JSON.nullNode()));
        case Ask.Field.Many(String key, Relation relation, Ask.Listed listed) ->
            object.set(key, list(listed, reader.related(row, relation).toList()));
      }
    }
    return object;
  }

  JsonNode list(Ask.Listed listed, List<Row> source) {
    List<Row> found =
        source.stream()
            .filter(row -> listed.filter() == null || reader.holds(listed.filter(), row))
            .toList();
    ObjectNode answer = Values.JSON.objectNode();
    for (Ask.Said said : listed.said()) {
      switch (said) {
        case Ask.Said.Count _ -> answer.put("count", found.size());
        case Ask.Said.Items(var fields) -> {
          ArrayNode items = answer.putArray("items");
          page(listed, found).forEach(row -> items.add(object(row, fields)));
        }
        case Ask.Said.Aggregates(var columns) -> {
          ObjectNode all = answer.putObject("aggregates");
          columns.forEach(one -> all.set(one.column().field(), aggregates(one, found)));
        }
        case Ask.Said.InGroups _ ->
            answer.set("groups", new GroupAnswers(reader, this).groups(listed, found));
      }
    }
    return answer;
  }

  private JsonNode aggregates(Ask.OfColumn asked, List<Row> rows) {
    ObjectNode all = Values.JSON.objectNode();
    List<Object> cells = rows.stream().map(row -> reader.cell(row, asked.column())).toList();
    asked
        .aggregates()
        .forEach(one ->
            all.set(one.field(), Totals.answer(one, asked.column().type(), cells, asked.first())));
    return all;
  }

  private List<Row> page(Ask.Listed listed, List<Row> found) {
    List<Ask.Term> terms = new ArrayList<>(listed.sort());
    listed.table().primaryKey().map(Key::columns).orElse(List.of()).stream()
        .map(column -> new Ask.Term(List.of(), column, false))
        .forEach(terms::add);
    Comparator<Row> order = (one, other) -> compare(terms, one, other);
    Ask.Part part = listed.part();
    Row after = mark(listed.table(), part.after());
    Row before = mark(listed.table(), part.before());
    if ((part.after() != null && after == null) || (part.before() != null && before == null)) {
      return List.of();
    }
    return part(
        part,
        found.stream()
            .filter(row -> after == null || order.compare(row, after) > 0)
            .filter(row -> before == null || order.compare(row, before) < 0)
            .sorted(order)
            .toList());
  }

  /** What {@code first}, {@code last} and {@code skip} leave. */
  static <T> List<T> part(Ask.Part part, List<T> all) {
    int skip = Objects.requireNonNullElse(part.skip(), 0);
    if (part.last() == null) {
      return all.stream()
          .skip(skip)
          .limit(Objects.requireNonNullElse(part.first(), USUAL))
          .toList();
    }
    return all.reversed().stream().skip(skip).limit(part.last()).toList().reversed();
  }

  private Row mark(Table table, Object id) {
    return id == null
        ? null
        : reader.rows(table).stream()
            .filter(row -> id.equals(row.cell(World.key(table))))
            .findFirst()
            .orElse(null);
  }

  private int compare(List<Ask.Term> terms, Row one, Row other) {
    for (Ask.Term term : terms) {
      int order =
          compare(
              term.column().type(),
              cell(one, term.path(), term.column()),
              cell(other, term.path(), term.column()));
      if (order != 0) {
        return term.descending() ? -order : order;
      }
    }
    return 0;
  }

  /** Null is greater than everything. */
  static int compare(ColumnType type, Object one, Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    return Values.compare(type, one, other);
  }

  /** The cell at the end of a way, null where it leads nowhere. */
  Object cell(Row row, List<Relation> path, Column column) {
    return path.isEmpty()
        ? reader.cell(row, column)
        : reader
            .related(row, path.getFirst())
            .findFirst()
            .map(other -> cell(other, path.subList(1, path.size()), column))
            .orElse(null);
  }
}
