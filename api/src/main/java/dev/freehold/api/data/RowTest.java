package dev.freehold.api.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Asks of one row which rules it meets, all of them by one statement. */
record RowTest(Accesses accesses, CallerValues caller) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The statement.
   *
   * @param key which row, as the client sees it: one that he does not see is not there
   */
  Sql.Statement statement(Table table, Filter key, List<Filter> rules) {
    Sql sql = new Sql();
    ConditionWriter conditions = new ConditionWriter(sql, accesses, caller);
    Scope scope = new Scope(table, sql.newAlias());
    sql.add("select (select to_json(array[");
    String separator = "";
    for (Filter rule : rules) {
      sql.add(separator).add("(");
      conditions.rule(rule, scope);
      sql.add(") is true");
      separator = ", ";
    }
    sql.add("]::boolean[]) from ").table(table.id()).add(" ").add(scope.alias()).add(" where ");
    conditions.rows(scope);
    sql.add(" and ");
    conditions.client(key, scope);
    sql.add(" limit 1)::text");
    return sql.statement();
  }

  /** Which of the rules hold, in their order; empty when there is no row. */
  static Optional<List<Boolean>> read(byte[] answer) {
    try {
      boolean[] held = JSON.readValue(answer, boolean[].class);
      return held == null
          ? Optional.empty()
          : Optional.of(IntStream.range(0, held.length).mapToObj(i -> held[i]).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
