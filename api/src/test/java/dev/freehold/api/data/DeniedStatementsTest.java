package dev.freehold.api.data;

import static dev.freehold.api.permission.TestRoles.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.RootField.Root;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.TestRoles;
import dev.freehold.api.platform.FreeholdException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is hidden and what is not there cost the same: the same statements, in the same order. So no
 * difference of time tells them apart but PostgreSQL's own between reading a row and none.
 */
class DeniedStatementsTest {
  private static final String HIDDEN = "2";
  private static final String ABSENT = "77";
  private static final Catalog CATALOG = Blog.catalog();
  private static final Map<String, Object> SHOWN = Map.of("draft", Map.of("equals", false));
  private static TestDatabase database;

  private final List<String> sent = new ArrayList<>();

  @BeforeAll
  static void start() {
    database = Blog.database();
  }

  private static RoleSet roles() {
    TestRoles roles = new TestRoles().role();
    for (Action action : List.of(Action.READ, Action.UPDATE, Action.DELETE)) {
      roles.allow("posts", action, only(Set.of("id", "title")), SHOWN, null, Map.of());
    }
    return roles.set();
  }

  private Connection recording(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().startsWith("prepare")) {
                sent.add((String) arguments[0]);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private String outcome(String field, Map<String, Object> arguments) throws SQLException {
    RoleSet roles = roles();
    CallerValues values = CallerValues.of(new Caller.Guest());
    WriteGrants grants = new WriteGrants();
    Accesses accesses = new TableReads(grants, _ -> List.of()).of(CATALOG, roles, values);
    Connection connection = recording(database.connect());
    connection.setAutoCommit(false);
    Selection type = new Selection("t", Selection.TYPE_NAME, Map.of(), List.of());
    try (TableTransaction transaction =
        new TableTransaction(connection, accesses, grants.of(CATALOG, roles, values), values)) {
      return new String(
          transaction.answer(
              CATALOG.rootField(Root.MUTATION, field).orElseThrow(),
              new Selection(field, field, arguments, List.of(type))),
          StandardCharsets.UTF_8);
    } catch (FreeholdException e) {
      return e.code() + " " + e.details();
    }
  }

  private static Map<String, Object> arguments(String field, String id) {
    return switch (field) {
      case "postUpdate" -> Map.of("data", Map.of("id", id, "title", "mine"));
      case "postDelete" -> Map.of("data", Map.of("id", id));
      case "postUpdateByFilter" ->
          Map.of("filter", Map.of("id", Map.of("equals", id)), "data", Map.of("title", "mine"));
      default -> Map.of("filter", Map.of("id", Map.of("equals", id)));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"postUpdate", "postDelete", "postUpdateByFilter", "postDeleteByFilter"})
  void changesSendTheSameStatements(String field) throws SQLException {
    String hidden = outcome(field, arguments(field, HIDDEN));
    List<String> statements = List.copyOf(sent);
    sent.clear();

    assertThat(hidden).isEqualTo(outcome(field, arguments(field, ABSENT)));
    assertThat(statements).isNotEmpty().isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "after", "before"})
  void readsAreTheSameStatement(String argument) {
    String field = argument.equals("id") ? "post" : "postsList";

    Sql.Statement hidden = read(field, Map.of(argument, HIDDEN));
    Sql.Statement absent = read(field, Map.of(argument, ABSENT));

    assertThat(hidden.text()).isEqualTo(absent.text());
    assertThat(hidden.parameters()).contains(HIDDEN).hasSameSizeAs(absent.parameters());
  }

  private static Sql.Statement read(String field, Map<String, Object> arguments) {
    CallerValues values = CallerValues.of(new Caller.Guest());
    Selection id = new Selection("id", "id", Map.of(), List.of());
    Selection items = new Selection("items", "items", Map.of(), List.of(id));
    return TableQueries.sql(
            CATALOG.rootField(Root.QUERY, field).orElseThrow(),
            new Selection(field, field, arguments, List.of(field.equals("post") ? id : items)),
            new TableReads(new WriteGrants(), _ -> List.of()).of(CATALOG, roles(), values),
            values)
        .statement();
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ", "UPDATE", "DELETE"})
  void questionsSendTheSameStatements(String action) throws SQLException {
    AccessAnswer hidden = can(Action.valueOf(action), HIDDEN);
    List<String> statements = List.copyOf(sent);
    sent.clear();

    assertThat(hidden)
        .isEqualTo(AccessAnswer.DENIED)
        .isEqualTo(can(Action.valueOf(action), ABSENT));
    assertThat(statements).hasSize(1).isEqualTo(sent);
  }

  private AccessAnswer can(Action action, String id) throws SQLException {
    CallerValues values = CallerValues.of(new Caller.Guest());
    WriteGrants grants = new WriteGrants();
    try (Connection connection = recording(database.connect())) {
      return new AccessCheck(
              new TableReads(grants, _ -> List.of()).of(CATALOG, roles(), values),
              grants.of(CATALOG, roles(), values),
              false,
              values,
              statement -> {
                try {
                  return DataReader.read(connection, statement);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              })
          .answer(AccessQuestion.of(CATALOG.get(Blog.POSTS), action, id, Map.of()));
    }
  }
}
