package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.data.Aggregate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Aggregates of cells. */
final class Totals {
  private static final MathContext EXACT = new MathContext(60);

  private Totals() {}

  static JsonNode answer(Aggregate aggregate, ColumnType type, List<Object> cells, int first) {
    if (aggregate == Aggregate.DISTINCT) {
      ArrayNode all = Values.JSON.arrayNode();
      different(type, cells).stream()
          .limit(first)
          .forEach(one -> all.add(Values.answer(type, one)));
      return all;
    }
    Object value = of(aggregate, type, cells);
    return value instanceof Long count
            && (aggregate == Aggregate.COUNT || aggregate == Aggregate.COUNT_DISTINCT)
        ? Values.JSON.numberNode(count)
        : Values.answer(aggregate.result(type).orElseThrow(), value);
  }

  /** A number of cells, or a value of the aggregate's type. */
  static Object of(Aggregate aggregate, ColumnType type, List<Object> all) {
    List<Object> cells = all.stream().filter(Objects::nonNull).toList();
    if (aggregate == Aggregate.COUNT) {
      return (long) cells.size();
    }
    List<Object> different = aggregate.result(type).isPresent() ? different(type, cells) : cells;
    if (aggregate == Aggregate.COUNT_DISTINCT) {
      return (long) different.size();
    }
    if (cells.isEmpty()) {
      return null;
    }
    return switch (aggregate) {
      case MIN -> different.getFirst();
      case MAX -> different.getLast();
      case AND -> !cells.contains(false);
      case OR -> cells.contains(true);
      case SUM -> sum(type, cells);
      case AVG -> average(type, cells);
      default -> throw new AssertionError(aggregate);
    };
  }

  private static List<Object> different(ColumnType type, List<Object> cells) {
    if (!type.sortable()) {
      return List.of();
    }
    List<Object> sorted =
        cells.stream()
            .filter(Objects::nonNull)
            .sorted((one, other) -> Values.compare(type, one, other))
            .toList();
    return IntStream.range(0, sorted.size())
        .filter(i -> i == 0 || Values.compare(type, sorted.get(i - 1), sorted.get(i)) != 0)
        .mapToObj(sorted::get)
        .toList();
  }

  private static Object sum(ColumnType type, List<Object> cells) {
    if (type.scalar() == Scalar.FLOAT) {
      return cells.stream().mapToDouble(cell -> (Double) cell).sum();
    }
    BigDecimal sum =
        cells.stream()
            .map(cell -> new BigDecimal(cell.toString()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return type.scalar() == Scalar.INT ? (Object) sum.longValueExact() : sum;
  }

  private static Object average(ColumnType type, List<Object> cells) {
    Object sum = sum(type, cells);
    return sum instanceof Double total
        ? (Object) (total / cells.size())
        : new BigDecimal(sum.toString()).divide(BigDecimal.valueOf(cells.size()), EXACT);
  }
}
