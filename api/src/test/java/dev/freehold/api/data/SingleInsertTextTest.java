package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.permission.GrantedFields;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A create as one statement, and where it is none. */
class SingleInsertTextTest {
  private static final Catalog CATALOG = Blog.catalog();
  private static final Table POSTS = CATALOG.get(Blog.POSTS);
  private static final CallerValues ADA =
      CallerValues.of(
          new Caller.User(UUID.fromString(Blog.ADA), UUID.randomUUID(), "i", "s", null, Set.of()));

  @Test
  void makesChecksAndAnswersARow() {
    Sql.Statement statement =
        statement(rule(Map.of("draft", Map.of("equals", true))), field("id"), field("secret"))
            .orElseThrow();

    assertThat(statement.text().replaceFirst("refused[0-9a-f]{32}", "REFUSED"))
        .isEqualTo(
            "insert into \"public\".\"posts\" as t (\"id\", \"title\")"
                + " values (cast(? as integer), cast(? as text))"
                + " returning case when (t.\"draft\" = cast(? as boolean)) then true"
                + " else cast('REFUSED' || random() as boolean) end, (case when"
                + " (true and ((t.\"draft\" = cast(? as boolean)) or (t.\"author_id\" = cast(? as uuid))))"
                + " then json_build_object('id', (t.\"id\")::text, 'secret',"
                + " (case when (t.\"author_id\" = cast(? as uuid)) then t.\"secret\" end))"
                + " end)::text");
    assertThat(statement.parameters())
        .containsExactly("7", "Seven", "true", "false", Blog.ADA, Blog.ADA);
  }

  @Test
  void readsNothingWhereNothingIsSelected() {
    assertThat(statement(Filter.Always.TRUE).orElseThrow().text())
        .isEqualTo(
            "insert into \"public\".\"posts\" as t (\"id\", \"title\")"
                + " values (cast(? as integer), cast(? as text)) returning true, null");
  }

  @Test
  void looksUpOtherTables() {
    Filter bobs = rule(Map.of("author", Map.of("name", Map.of("equals", "Bob"))));

    assertThat(statement(bobs, field("author", field("name"))).orElseThrow().text())
        .contains(
            " returning case when exists (select from \"public\".\"authors\" t0"
                + " where t0.\"id\" = t.\"author_id\" and true and (t0.\"name\" = cast(? as text)))"
                + " then true else ",
            "('author', (select json_build_object('name', t1.\"name\") from \"public\".\"authors\" t1"
                + " where t1.\"id\" = t.\"author_id\" and (true) limit 1)");
  }

  @Test
  void isNoneWhereTheCheckOrTheAnswerLeadsBack() {
    Filter others =
        rule(Map.of("author", Map.of("posts", Map.of("some", Map.of("id", Map.of("gt", 5))))));

    assertThat(statement(others)).isEmpty();
    assertThat(
            statement(Filter.Always.TRUE, field("author", field("posts", field("count"))))
                .isEmpty())
        .isTrue();
    assertThat(
            statement(
                Filter.Always.TRUE, field("tags", field("items", field("posts", field("count"))))))
        .isEmpty();
  }

  private static Selection field(String name, Selection... children) {
    return new Selection(name, name, Map.of(), List.of(children));
  }

  private static Filter rule(Map<String, Object> rule) {
    return FilterParser.rule(CATALOG, POSTS, rule);
  }

  private static Optional<SingleInsert> insert(Filter check, @Nullable RowPlan answer) {
    Map<Column, String> values = new LinkedHashMap<>();
    values.put(POSTS.column("id").orElseThrow(), "7");
    values.put(POSTS.column("title").orElseThrow(), "Seven");
    return SingleInsert.of(
        POSTS,
        new RowData(POSTS, values, List.of(), ""),
        List.of(new WriteGrant(GrantedFields.ALL, Filter.Always.TRUE, check, Map.of())),
        answer);
  }

  private static Optional<Sql.Statement> statement(Filter check, Selection... selected) {
    Accesses accesses = new Accesses(CATALOG, SingleInsertTextTest::access);
    RowPlan answer =
        selected.length == 0 ? null : new ReadPlanner(accesses).row(POSTS, List.of(selected));
    return SingleInsertWriter.write(insert(check, answer).orElseThrow(), accesses, ADA);
  }

  private static ReadAccess access(Table table) {
    ReadLimits limits = new ReadLimits(1_000, 10, true);
    if (!table.id().equals(Blog.POSTS)) {
      return ReadAccess.of(
          List.of(new ReadAccess.Part(List.of("id", "name", "posts"), Filter.Always.TRUE, limits)));
    }
    Filter published = rule(Map.of("draft", Map.of("equals", false)));
    Filter own = rule(Map.of("authorId", Map.of("equals", "__loggedInUserId")));
    return ReadAccess.of(
        List.of(
            new ReadAccess.Part(List.of("id", "title", "author", "tags"), published, limits),
            new ReadAccess.Part(List.of("id", "secret", "author", "tags"), own, limits)));
  }
}
