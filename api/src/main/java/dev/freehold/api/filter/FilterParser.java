package dev.freehold.api.filter;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter.Quantifier;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Reads filters from JSON values: {@code {"AND": […], "title": {"contains": "x"}, "author": {…},
 * "comments": {"some": {…}}}}. Everything one object says must hold.
 */
public final class FilterParser {
  private static final int MOST_PARTS = 1_000;

  private final Catalog catalog;
  private final BiPredicate<Table, String> visible;
  private final boolean variables;
  private int parts;

  private FilterParser(Catalog catalog, BiPredicate<Table, String> visible, boolean variables) {
    this.catalog = catalog;
    this.visible = visible;
    this.variables = variables;
  }

  /**
   * A client's filter.
   *
   * @param visible whether the client may use a table's field; one that he may not is not there
   * @throws FreeholdException {@link ErrorCode#VALIDATION}, the details naming the place
   */
  public static Filter client(
      Catalog catalog, Table table, Map<String, ?> filter, BiPredicate<Table, String> visible) {
    return new FilterParser(catalog, visible, false).table(table, filter, "filter");
  }

  /**
   * A permission's rule: it may use every field, and {@linkplain Variable variables} as values.
   *
   * @throws FreeholdException {@link ErrorCode#VALIDATION}, the details naming the place
   */
  public static Filter rule(Catalog catalog, Table table, Map<String, ?> rule) {
    return new FilterParser(catalog, (_, _) -> true, true).table(table, rule, "rule");
  }

  private Filter table(Table table, Map<String, ?> filter, String path) {
    List<Filter> all = new ArrayList<>();
    filter.forEach((name, value) -> all.add(part(table, name, value, path + '.' + name)));
    return Filter.all(all);
  }

  private Filter part(Table table, String name, Object value, String path) {
    if (++parts > MOST_PARTS) {
      throw refused(path, "The filter has more than " + MOST_PARTS + " parts");
    }
    switch (name) {
      case "AND" -> {
        return Filter.all(branches(table, value, path));
      }
      case "OR" -> {
        return Filter.any(branches(table, value, path));
      }
      case "NOT" -> {
        return new Filter.Not(table(table, object(value, path), path));
      }
      default -> {}
    }
    if (visible.test(table, name)) {
      Optional<Column> column = table.field(name);
      if (column.isPresent()) {
        return column(column.get(), object(value, path), path);
      }
      Optional<Relation> relation = table.relation(name);
      if (relation.isPresent()) {
        return relation(relation.get(), object(value, path), path);
      }
    }
    throw refused(path, table.names().type() + " has no field of that name");
  }

  private List<Filter> branches(Table table, Object value, String path) {
    if (!(value instanceof List<?> branches)) {
      throw refused(path, "is no list");
    }
    List<Filter> filters = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      String at = path + '.' + i;
      filters.add(table(table, object(branches.get(i), at), at));
    }
    return filters;
  }

  private Filter column(Column column, Map<String, ?> predicates, String path) {
    List<Filter> all = new ArrayList<>();
    predicates.forEach((name, value) -> {
      String at = path + '.' + name;
      Predicate predicate =
          Predicate.of(name, column.type())
              .orElseThrow(() -> refused(at, "is no predicate for " + column.type().graphQlName()));
      all.add(compare(column, predicate, value, at));
    });
    return Filter.all(all);
  }

  private Filter compare(Column column, Predicate predicate, Object value, String path) {
    if (predicate.operator() == Operator.EMPTY) {
      if (!(value instanceof Boolean wanted)) {
        throw refused(path, "is no Boolean");
      }
      return negated(empty(column), predicate.negated() == wanted);
    }
    if (value == null) {
      if (predicate.operator() == Operator.EQUALS) {
        return negated(empty(column), predicate.negated());
      }
      throw refused(path, "must not be null");
    }
    return negated(
        new Filter.Compare(column, predicate.operator(), operand(column, predicate, value, path)),
        predicate.negated());
  }

  private static Filter empty(Column column) {
    return new Filter.Compare(column, Operator.EMPTY, new Operand.None());
  }

  private static Filter negated(Filter filter, boolean negated) {
    return negated ? new Filter.Not(filter) : filter;
  }

  private Operand operand(Column column, Predicate predicate, Object value, String path) {
    Optional<Variable> variable = variables ? Variable.of(value) : Optional.empty();
    if (variable.isPresent()
        && (predicate.operator() != Operator.IN || variable.get().claim().isPresent())) {
      return new Operand.OfCaller(variable.get());
    }
    boolean many = predicate.operator() == Operator.IN;
    if (variables
        && many
        && value instanceof List<?> values
        && values.stream().anyMatch(one -> Variable.of(one).isPresent())) {
      // It would count as a text, which no row equals and every row differs from.
      throw refused(path, "has a variable, which cannot stand in a list");
    }
    return Operand.of(column.type(), many, value, path);
  }

  private Filter relation(Relation relation, Map<String, ?> given, String path) {
    Table target = catalog.get(relation.target());
    if (!relation.toMany()) {
      return toOne(relation, target, given, path);
    }
    List<Filter> all = new ArrayList<>();
    given.forEach((name, value) -> {
      String at = path + '.' + name;
      Quantifier quantifier =
          switch (name) {
            case "some" -> Quantifier.SOME;
            case "every" -> Quantifier.EVERY;
            case "none" -> Quantifier.NONE;
            default -> throw refused(at, "is none of some, every and none");
          };
      Filter filter = table(target, object(value, at), at);
      all.add(new Filter.Related(relation, quantifier, filter));
    });
    return Filter.all(all);
  }

  private Filter toOne(Relation relation, Table target, Map<String, ?> given, String path) {
    List<Filter> all = new ArrayList<>();
    Map<String, Object> rest = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      boolean empty = name.equals(Predicate.IS_EMPTY.text());
      boolean own = target.field(name).isPresent() || target.relation(name).isPresent();
      if (own || (!empty && !name.equals(Predicate.IS_NOT_EMPTY.text()))) {
        rest.put(name, value);
      } else if (value instanceof Boolean wanted) {
        Quantifier quantifier = empty == wanted ? Quantifier.NONE : Quantifier.SOME;
        all.add(new Filter.Related(relation, quantifier, Filter.Always.TRUE));
      } else {
        throw refused(path + '.' + name, "is no Boolean");
      }
    });
    if (!rest.isEmpty() || all.isEmpty()) {
      all.add(found(relation, target, table(target, rest, path)));
    }
    return Filter.all(all);
  }

  /**
   * What a rule says of the column that a foreign key refers to, it says of the row's own. A client
   * must see the other row too.
   */
  private Filter found(Relation relation, Table target, Filter filter) {
    if (variables
        && relation.enforced()
        && target.softDelete() == null
        && filter instanceof Filter.Compare(Column column, Operator operator, Operand operand)
        && operator != Operator.EMPTY) {
      for (Link link : relation.links()) {
        if (link.target().equals(column) && link.own().type().equals(column.type())) {
          return new Filter.Compare(link.own(), operator, operand);
        }
      }
    }
    return new Filter.Related(relation, Quantifier.SOME, filter);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, ?>) map;
    }
    throw refused(path, "is no object");
  }

  private static FreeholdException refused(String path, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, path, reason);
  }
}
