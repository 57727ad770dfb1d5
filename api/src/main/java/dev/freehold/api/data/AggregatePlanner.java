package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;

/** Plans {@code aggregates { title { countDistinct } words { sum avg } }}. */
final class AggregatePlanner {
  private final Accesses accesses;

  AggregatePlanner(Accesses accesses) {
    this.accesses = accesses;
  }

  List<AggregateOutput> outputs(Table table, List<Selection> children) {
    return children.stream().map(child -> output(table, child)).toList();
  }

  private AggregateOutput output(Table table, Selection child) {
    if (child.isTypeName()) {
      return new AggregateOutput.TypeName(child.key(), table.names().type() + "Aggregates");
    }
    Column column =
        table
            .field(child.field())
            .filter(_ -> accesses.sees(table, child.field()))
            .orElseThrow(
                () -> refused(child.field(), table.names().type() + " has no field of that name"));
    return new AggregateOutput.Cells(
        child.key(),
        column,
        child.children().stream().map(one -> said(table, column, one)).toList());
  }

  private AggregateOutput.Said said(Table table, Column column, Selection child) {
    if (child.isTypeName()) {
      return new AggregateOutput.TypeName(child.key(), Aggregate.typeName(column.type()));
    }
    Aggregate aggregate =
        Aggregate.of(child.field()).orElseThrow(() -> unfit(child.field(), column));
    ColumnType result =
        aggregate.result(column.type()).orElseThrow(() -> unfit(child.field(), column));
    int most =
        aggregate == Aggregate.DISTINCT
            ? PagePlanner.most(accesses.read(table).limits(), "first", child.arguments())
            : 0;
    return new AggregateOutput.Value(child.key(), aggregate, result, most);
  }

  private static FreeholdException unfit(String name, Column column) {
    return refused(column.field(), "has no aggregate " + name);
  }

  private static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, subject, reason);
  }
}
