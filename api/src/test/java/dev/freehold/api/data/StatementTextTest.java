package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.RootField.Root;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements as they are sent. Values are never in the text. */
class StatementTextTest {
  private static final Catalog CATALOG = Blog.catalog();
  private static final ReadLimits LIMITS = new ReadLimits(1_000, 10, true);

  @Test
  void readsARowByItsKey() {
    assertThat(statement("author", Map.of("id", Blog.ADA), field("name")).text())
        .isEqualTo(
            "select json_build_object('name', t0.\"name\")::text"
                + " from \"public\".\"authors\" t0 where (true)"
                + " and (t0.\"id\" = cast(? as uuid)) limit 1");
  }

  @Test
  void writesRulesAndGuardsIntoEveryPlace() {
    Sql.Statement statement =
        statement(
            "authorsList",
            Map.of("first", 5),
            field("items", field("name"), field("posts", field("items", field("secret")))));

    assertThat(statement.text())
        .isEqualTo(
            "select json_build_object('items', (select coalesce(json_agg(t0.o), '[]') from (select"
                + " json_build_object('name', t1.\"name\", 'posts', json_build_object('items',"
                + " (select coalesce(json_agg(t2.o), '[]') from (select json_build_object('secret',"
                + " (case when (t3.\"author_id\" = cast(? as uuid)) then t3.\"secret\" end)) as o"
                + " from \"public\".\"posts\" t3 where t3.\"author_id\" = t1.\"id\""
                + " and (true and ((t3.\"draft\" = cast(? as boolean)) or (t3.\"author_id\" = cast(? as uuid))))"
                + " order by t3.\"id\" limit 100) t2))) as o"
                + " from \"public\".\"authors\" t1 where (true)"
                + " order by t1.\"id\" limit 5) t0))::text");
    assertThat(statement.parameters()).containsExactly(Blog.ADA, "false", Blog.ADA);
  }

  @Test
  void aggregatesCellsThatAreSelectedOnceAsTheCallerSeesThem() {
    Sql.Statement statement =
        statement(
            "postsList",
            Map.of("filter", Map.of("title", Map.of("contains", "x"))),
            field("aggregates", field("secret", field("count"), field("max"))));

    assertThat(statement.text())
        .isEqualTo(
            "select json_build_object('aggregates', (select json_build_object('secret',"
                + " json_build_object('count', count(t0.c0), 'max', max(t0.c0))) from (select"
                + " (case when (t1.\"author_id\" = cast(? as uuid)) then t1.\"secret\" end) as c0"
                + " from \"public\".\"posts\" t1 where"
                + " (true and ((t1.\"draft\" = cast(? as boolean)) or (t1.\"author_id\" = cast(? as uuid))))"
                + " and ((case when (t1.\"draft\" = cast(? as boolean)) then t1.\"title\" end)"
                + " ilike cast(? as text))) t0 having true))::text");
    assertThat(statement.parameters()).containsExactly(Blog.ADA, "false", Blog.ADA, "false", "%x%");
  }

  @Test
  void groupsByNamesThatAreNotInTheText() {
    Sql.Statement statement =
        statement(
            "postsList",
            Map.of(
                "groupBy",
                Map.of(
                    "query",
                    Map.of("title", Map.of("as", "name_of_the_client")),
                    "having",
                    Map.of("alias", "name_of_the_client", "string", Map.of("starts_with", "x")),
                    "first",
                    5)),
            field(
                "groups",
                field("GroupIds"),
                new Selection("PostGroup", "PostGroup", Map.of(), List.of(field("count")))));

    assertThat(statement.text())
        .isEqualTo(
            "select json_build_object('groups', (select coalesce(json_agg(t0.o), '[]') from"
                + " (select json_build_object('GroupIds', coalesce(to_json((select array_agg(e::text)"
                + " from (select e from unnest(t1.ids) e where e is not null order by e limit 1000)"
                + " s)), '[]'), 'PostGroup', json_build_object('count', (select count(*)"
                + " from \"public\".\"posts\" t2 where (true and ((t2.\"draft\" = cast(? as boolean)) or"
                + " (t2.\"author_id\" = cast(? as uuid)))) and (t2.\"id\") in (select * from"
                + " unnest(t1.i0))))) as o from (select t3.c0 as v0, array_agg(t3.i0) as i0,"
                + " array_agg(t3.ids) as ids from (select (case when (t4.\"draft\" = cast(? as boolean))"
                + " then t4.\"title\" end) as c0, t4.\"id\" as i0, t4.\"id\" as ids from \"public\".\"posts\" t4"
                + " where (true and ((t4.\"draft\" = cast(? as boolean)) or (t4.\"author_id\" = cast(? as"
                + " uuid))))) t3 group by t3.c0) t1 where (t1.\"v0\" ilike cast(? as text)) order by"
                + " t1.\"v0\" limit 5) t0))::text");
    assertThat(statement.text()).doesNotContain("name_of_the_client");
  }

  private static Selection field(String name, Selection... children) {
    return new Selection(name, name, Map.of(), List.of(children));
  }

  private static Sql.Statement statement(
      String root, Map<String, Object> arguments, Selection... children) {
    CallerValues ada =
        CallerValues.of(
            new Caller.User(
                UUID.fromString(Blog.ADA), UUID.randomUUID(), "i", "s", null, Set.of()));
    return TableQueries.sql(
            CATALOG.rootField(Root.QUERY, root).orElseThrow(),
            new Selection(root, root, arguments, List.of(children)),
            new Accesses(CATALOG, StatementTextTest::access),
            ada)
        .statement();
  }

  private static ReadAccess access(Table table) {
    if (!table.id().equals(Blog.POSTS)) {
      return ReadAccess.of(
          List.of(new ReadAccess.Part(List.of("id", "name", "posts"), Filter.Always.TRUE, LIMITS)));
    }
    Filter published = rule(table, Map.of("draft", Map.of("equals", false)));
    Filter own = rule(table, Map.of("authorId", Map.of("equals", "__loggedInUserId")));
    return ReadAccess.of(
        List.of(
            new ReadAccess.Part(List.of("id", "title"), published, LIMITS),
            new ReadAccess.Part(List.of("id", "secret"), own, LIMITS)));
  }

  private static Filter rule(Table table, Map<String, Object> rule) {
    return FilterParser.rule(CATALOG, table, rule);
  }
}
