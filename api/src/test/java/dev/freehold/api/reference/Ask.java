package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.Aggregate;
import dev.freehold.api.filter.Predicate;
import java.util.List;
import java.util.Optional;

/** A root field of a query. */
sealed interface Ask {
  String key();

  /** One row by a unique column. */
  record ByKey(String key, Table table, Column column, Object value, List<Field> fields)
      implements Ask {}

  /** Rows of the root. */
  record AllOf(String key, Listed listed) implements Ask {}

  /**
   * A list of whatever rows.
   *
   * @param filter null: none is given
   * @param shortOrder true for {@code orderBy}
   */
  record Listed(
      Table table,
      Cond filter,
      List<Term> sort,
      boolean shortOrder,
      Part part,
      Groups groups,
      List<Said> said) {}

  record Term(List<Relation> path, Column column, boolean descending) {}

  /** Nulls are not given. */
  record Part(Integer first, Integer last, Integer skip, Object after, Object before) {
    static final Part ALL = new Part(null, null, null, null, null);
  }

  /** What is asked of a list. */
  sealed interface Said {
    record Items(List<Field> fields) implements Said {}

    record Count() implements Said {}

    record Aggregates(List<OfColumn> columns) implements Said {}

    record InGroups() implements Said {}
  }

  record OfColumn(Column column, List<Aggregate> aggregates, int first) {}

  /** What is asked of a row. */
  sealed interface Field {
    record Cell(String key, Column column) implements Field {}

    record TypeName() implements Field {}

    record One(Relation relation, List<Field> fields) implements Field {}

    record Many(String key, Relation relation, Listed listed) implements Field {}
  }

  /**
   * Rows in groups.
   *
   * @param rows null: those of each group are not wanted
   */
  record Groups(
      List<Value> values,
      List<Having> having,
      boolean oneOf,
      List<Sort> sort,
      Part part,
      boolean ids,
      Listed rows) {}

  /** The place is the column's among those of its table. */
  record Value(
      String name,
      List<Relation> path,
      Column column,
      Optional<Aggregate> aggregate,
      ColumnType type,
      String shownAs,
      int place) {}

  record Having(int value, Predicate predicate, Object operand, boolean not) {}

  record Sort(int value, boolean descending) {}
}
