package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.Aggregate;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.Predicate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Groups that a reader may ask for. */
final class RandomGroups {
  private final RandomValues values;
  private final Reader reader;
  private final RandomAsks asks;

  RandomGroups(RandomValues values, Reader reader, RandomAsks asks) {
    this.values = values;
    this.reader = reader;
    this.asks = asks;
  }

  Ask.Groups of(Table table, int depth) {
    List<Ask.Value> all = new ArrayList<>();
    int keys = values.upTo(2);
    for (int i = 0; i < keys; i++) {
      all.add(value("k" + i, table, true));
    }
    int said = (keys == 0 ? 1 : 0) + values.upTo(2);
    for (int i = 0; i < said; i++) {
      all.add(value("a" + i, table, false));
    }
    // The API orders values by their places in the tables.
    all.sort(Comparator.comparingInt(value -> place(table, value)));
    boolean single = table.primaryKey().orElseThrow().columns().size() == 1;
    List<Integer> places = IntStream.range(0, all.size()).boxed().toList();
    return new Ask.Groups(
        all,
        values.chance(0.4)
            ? values.some(places, 0.6).stream().map(place -> having(all, place)).toList()
            : List.of(),
        values.chance(0.5),
        values.some(places, 0.4).stream()
            .filter(place -> all.get(place).type().sortable())
            .map(place -> new Ask.Sort(place, values.chance(0.5)))
            .toList(),
        asks.part(),
        single && values.chance(0.3),
        depth > 0 && values.chance(0.3) ? asks.listed(table, depth - 1) : null);
  }

  private static int place(Table table, Ask.Value value) {
    return value.path().isEmpty()
        ? table.columns().indexOf(value.column())
        : 1_000 * (1 + table.relations().indexOf(value.path().getFirst())) + value.place();
  }

  private Ask.Value value(String name, Table table, boolean key) {
    List<Relation> toOne =
        asks.relations(table).stream().filter(relation -> !relation.toMany()).toList();
    boolean away = !toOne.isEmpty() && values.chance(0.3);
    List<Relation> path = away ? List.of(values.one(toOne)) : List.of();
    Table target = away ? reader.world().target(path.getFirst()) : table;
    Column column = key ? asks.sortable(target) : values.one(asks.columns(target));
    Optional<Aggregate> aggregate =
        key
            ? Optional.empty()
            : Optional.of(
                values.one(
                    Aggregate.of(column.type()).stream()
                        .filter(one -> one != Aggregate.DISTINCT)
                        .toList()));
    ColumnType type =
        aggregate.map(one -> one.result(column.type()).orElseThrow()).orElse(column.type());
    return new Ask.Value(
        name,
        path,
        column,
        aggregate,
        type,
        values.one(shown(type)),
        target.columns().indexOf(column));
  }

  private static List<String> shown(ColumnType type) {
    return switch (type.scalar()) {
      case INT -> List.of("Int", "BigInt", "Float", "BigDecimal", "String", "ID");
      case BIGINT -> List.of("BigInt", "BigDecimal", "String", "ID", "Float");
      case NUMERIC -> List.of("BigDecimal", "String", "Float");
      case ID -> List.of("ID", "String");
      case ENUM -> List.of("String");
      default -> List.of(type.graphQlName());
    };
  }

  private Ask.Having having(List<Ask.Value> all, int place) {
    Ask.Value value = all.get(place);
    boolean text = value.type().scalar() == Scalar.STRING || value.type().scalar() == Scalar.ENUM;
    List<Predicate> fitting =
        Predicate.of(value.type()).stream()
            .filter(one ->
                one.operator() == Operator.EMPTY
                    || one.operator() == Operator.EQUALS
                    || one.operator() == Operator.IN
                    || (!text && one.operator() != Operator.CONTAINS))
            .toList();
    Predicate predicate = values.one(fitting);
    Object operand =
        switch (predicate.operator()) {
          case EMPTY -> values.chance(0.5);
          case IN -> List.of(operand(value), operand(value));
          default -> operand(value);
        };
    return new Ask.Having(place, predicate, operand, values.chance(0.2));
  }

  private Object operand(Ask.Value value) {
    boolean count =
        value.aggregate().isPresent()
            && (value.aggregate().get() == Aggregate.COUNT
                || value.aggregate().get() == Aggregate.COUNT_DISTINCT);
    if (count) {
      return (long) values.upTo(5);
    }
    Object operand = values.value(value.type());
    return value.type().scalar() == Scalar.NUMERIC && !(operand instanceof BigDecimal)
        ? new BigDecimal(operand.toString())
        : operand;
  }
}
