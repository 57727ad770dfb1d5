package dev.freehold.api.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.data.Aggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes what is asked as an operation; whatever has an input type of its own is a variable. */
final class GraphQlText {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, Object> variables = new LinkedHashMap<>();
  private final List<String> declared = new ArrayList<>();
  private final UnaryOperator<Cond> filters;

  GraphQlText() {
    this(UnaryOperator.identity());
  }

  /**
   * A text with other variables.
   *
   * @param filters what is asked instead
   */
  GraphQlText(UnaryOperator<Cond> filters) {
    this.filters = filters;
  }

  String operation(List<Ask> asks) {
    String roots = asks.stream().map(this::root).collect(Collectors.joining("\n  "));
    return "query"
        + (declared.isEmpty() ? "" : " (" + String.join(", ", declared) + ")")
        + " {\n  "
        + roots
        + "\n}";
  }

  private String root(Ask ask) {
    return switch (ask) {
      case Ask.ByKey byKey ->
          byKey.key()
              + ": "
              + byKey.table().names().one()
              + "("
              + byKey.column().field()
              + ": "
              + literal(byKey.value())
              + ")"
              + fields(byKey.fields());
      case Ask.AllOf all ->
          all.key() + ": " + list(all.listed().table().names().list(), all.listed());
    };
  }

  private String fields(List<Ask.Field> fields) {
    return fields.stream().map(this::field).collect(Collectors.joining(" ", " { ", " }"));
  }

  private String field(Ask.Field field) {
    return switch (field) {
      case Ask.Field.TypeName _ -> "__typename";
      case Ask.Field.Cell cell -> aliased(cell.key(), cell.column().field());
      case Ask.Field.One one -> one.relation().field() + fields(one.fields());
      case Ask.Field.Many many ->
          (many.key().equals(many.relation().field()) ? "" : many.key() + ": ")
              + list(many.relation().field(), many.listed());
    };
  }

  private static String aliased(String key, String field) {
    return key.equals(field) ? field : key + ": " + field;
  }

  private String list(String field, Ask.Listed listed) {
    String type = listed.table().names().type();
    List<String> arguments = new ArrayList<>();
    if (listed.filter() != null) {
      arguments.add("filter: " + variable(type + "Filter", filters.apply(listed.filter()).json()));
    }
    if (listed.shortOrder()) {
      arguments.add(
          "orderBy: ["
              + listed.sort().stream()
                  .map(term -> term.column().field() + (term.descending() ? "_DESC" : "_ASC"))
                  .collect(Collectors.joining(", "))
              + "]");
    } else if (!listed.sort().isEmpty()) {
      arguments.add(
          "sort: "
              + variable(
                  "[" + type + "Sort!]", listed.sort().stream().map(GraphQlText::sort).toList()));
    }
    arguments.addAll(
        part(listed.part()).entrySet().stream()
            .map(one -> one.getKey() + ": " + literal(one.getValue()))
            .toList());
    if (listed.groups() != null) {
      arguments.add("groupBy: " + variable(type + "GroupBy", groupBy(listed.groups())));
    }
    return field
        + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")")
        + listed.said().stream()
            .map(said -> said(said, listed))
            .collect(Collectors.joining(" ", " { ", " }"));
  }

  private String said(Ask.Said said, Ask.Listed listed) {
    return switch (said) {
      case Ask.Said.Count _ -> "count";
      case Ask.Said.Items items -> "items" + fields(items.fields());
      case Ask.Said.Aggregates aggregates ->
          "aggregates"
              + aggregates.columns().stream()
                  .map(GraphQlText::aggregates)
                  .collect(Collectors.joining(" ", " { ", " }"));
      case Ask.Said.InGroups _ -> "groups { " + group(listed) + " }";
    };
  }

  private static String aggregates(Ask.OfColumn asked) {
    return asked.column().field()
        + asked.aggregates().stream()
            .map(one ->
                one == Aggregate.DISTINCT
                    ? one.field() + "(first: " + asked.first() + ")"
                    : one.field())
            .collect(Collectors.joining(" ", " { ", " }"));
  }

  private String group(Ask.Listed listed) {
    List<String> shown = new ArrayList<>();
    listed.groups().values().forEach(value -> shown.add(value.name() + ": " + value.shownAs()));
    if (listed.groups().ids()) {
      shown.add("GroupIds");
    }
    if (listed.groups().rows() != null) {
      shown.add("rows: " + list(listed.table().names().type() + "Group", listed.groups().rows()));
    }
    return String.join(" ", shown);
  }

  private static Map<String, Object> groupBy(Ask.Groups groups) {
    Map<String, Object> groupBy = new LinkedHashMap<>(part(groups.part()));
    Map<String, Object> query = new LinkedHashMap<>();
    groups.values().forEach(value -> add(query, value));
    groupBy.put("query", query);
    List<Map<String, Object>> having =
        groups.having().stream().map(one -> having(groups, one)).toList();
    if (!having.isEmpty()) {
      groupBy.put("having", Map.of(groups.oneOf() ? "OR" : "AND", having));
    }
    groupBy.put(
        "sort",
        groups.sort().stream()
            .map(one ->
                Map.of(
                    "alias",
                    groups.values().get(one.value()).name(),
                    "direction",
                    one.descending() ? "DESC" : "ASC"))
            .toList());
    return groupBy;
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> query, Ask.Value value) {
    Map<String, Object> at = query;
    for (Relation relation : value.path()) {
      at =
          (Map<String, Object>)
              at.computeIfAbsent(relation.field(), _ -> new LinkedHashMap<String, Object>());
    }
    Map<String, Object> one = new LinkedHashMap<>(Map.of("as", value.name()));
    value
        .aggregate()
        .ifPresent(aggregate ->
            one.put(
                "fn",
                switch (aggregate) {
                  case AND -> Map.of("aggregate", "BOOL_AND");
                  case OR -> Map.of("aggregate", "BOOL_OR");
                  case COUNT_DISTINCT -> Map.of("aggregate", "COUNT", "distinct", true);
                  default -> Map.of("aggregate", aggregate.name());
                }));
    ((List<Object>) at.computeIfAbsent(value.column().field(), _ -> new ArrayList<>())).add(one);
  }

  private static Map<String, Object> having(Ask.Groups groups, Ask.Having having) {
    Ask.Value value = groups.values().get(having.value());
    Map<String, Object> one =
        Map.of(
            "alias",
            value.name(),
            kind(value),
            Map.of(having.predicate().text(), Values.json(value.type(), having.operand())));
    return having.not() ? Map.of("NOT", one) : one;
  }

  private static String kind(Ask.Value value) {
    return switch (value.type().scalar()) {
      case INT, SMALLINT -> "int";
      case BIGINT -> "bigint";
      case NUMERIC -> "decimal";
      case FLOAT -> "float";
      case BOOLEAN -> "bool";
      case ID -> "id";
      case DATE -> "date";
      case DATETIME -> "datetime";
      default -> "string";
    };
  }

  private static Object sort(Ask.Term term) {
    Object sort = Map.of(term.column().field(), term.descending() ? "DESC" : "ASC");
    for (Relation relation : term.path().reversed()) {
      sort = Map.of(relation.field(), sort);
    }
    return sort;
  }

  private static Map<String, Object> part(Ask.Part part) {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("first", part.first());
    given.put("last", part.last());
    given.put("skip", part.skip());
    given.put("after", part.after());
    given.put("before", part.before());
    given.values().removeIf(value -> value == null);
    return given;
  }

  private String variable(String type, Object value) {
    String name = "v" + variables.size();
    variables.put(name, value);
    declared.add("$" + name + ": " + type);
    return "$" + name;
  }

  private static String literal(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
