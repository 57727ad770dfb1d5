package dev.freehold.api.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestDatabase;
import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.RootField.Root;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.permission.Limits;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** Asks the {@link Blog} with rights that each test grants; nobody writes to it. */
abstract class BlogReads {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Catalog CATALOG = Blog.catalog();
  static final Caller ADA =
      new Caller.User(
          UUID.fromString(Blog.ADA), UUID.randomUUID(), "i", "s", "ada@example.com", Set.of());
  private static TestDatabase database;

  private final Map<TableId, List<ReadAccess.Part>> granted = new HashMap<>();

  @BeforeAll
  static synchronized void start() {
    if (database == null) {
      database = Blog.database();
    }
  }

  static Selection field(String name, Selection... children) {
    return new Selection(name, name, Map.of(), List.of(children));
  }

  final void allowAll() {
    CATALOG.tables().forEach(table -> allow(table.id(), null, null));
  }

  final void allow(TableId id, List<String> fields, Map<String, Object> rule) {
    allow(id, fields, rule, Limits.NONE);
  }

  final void allow(TableId id, List<String> fields, Map<String, Object> rule, Limits limits) {
    Table table = CATALOG.get(id);
    List<String> all =
        Stream.concat(
                table.columns().stream().map(Column::field),
                table.relations().stream().map(Relation::field))
            .toList();
    granted
        .computeIfAbsent(id, _ -> new ArrayList<>())
        .add(
            new ReadAccess.Part(
                fields == null ? all : fields,
                rule == null ? Filter.Always.TRUE : FilterParser.rule(CATALOG, table, rule),
                ReadLimits.of(limits)));
  }

  final String ask(String key, String field, Map<String, Object> arguments, Selection... children) {
    return ask(ADA, key, field, arguments, children);
  }

  final String ask(
      Caller caller,
      String key,
      String field,
      Map<String, Object> arguments,
      Selection... children) {
    Sql.Statement statement = statement(caller, key, field, arguments, children);
    try (Connection connection = database.connect()) {
      return json(new String(DataReader.read(connection, statement), StandardCharsets.UTF_8));
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }

  final Sql.Statement statement(
      Caller caller,
      String key,
      String field,
      Map<String, Object> arguments,
      Selection... children) {
    CallerValues values = CallerValues.of(caller);
    Accesses accesses =
        new Accesses(
            CATALOG,
            table ->
                ReadAccess.of(
                    granted.getOrDefault(table.id(), List.of()).stream()
                        .map(part -> part.when(values.bind(part.rule())))
                        .toList()));
    RootField root = CATALOG.rootField(Root.QUERY, field).orElseThrow();
    return TableQueries.sql(
            root, new Selection(key, field, arguments, List.of(children)), accesses, values)
        .statement();
  }

  static String json(String text) {
    try {
      return JSON.readTree(text).toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
