package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.SoftDelete;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.filter.Operand;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.Variable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a rule says of the column that a foreign key refers to, it says of the row's own. */
class ForeignKeyRulesTest {
  private static final Map<String, Object> OWNER =
      Map.of("author", Map.of("id", Map.of("equals", "__loggedInUserId")));

  @Test
  void comparesTheForeignKeysOwnColumn() {
    Catalog catalog = Blog.catalog();
    Column own = posts(catalog).column("author_id").orElseThrow();
    Filter mine = new Filter.Compare(own, Operator.EQUALS, new Operand.OfCaller(Variable.USER_ID));

    assertThat(rule(catalog, OWNER)).isEqualTo(mine);
    assertThat(rule(catalog, Map.of("NOT", OWNER))).isEqualTo(new Filter.Not(mine));
    assertThat(
            rule(
                catalog, Map.of("author", Map.of("id", Map.of("in", List.of(Blog.ADA, Blog.BOB))))))
        .isEqualTo(
            new Filter.Compare(own, Operator.IN, new Operand.Values(List.of(Blog.ADA, Blog.BOB))));
  }

  @Test
  void asksForTheOtherRowWhereThatIsNotTheSame() {
    Catalog catalog = Blog.catalog();
    assertThat(rule(catalog, Map.of("author", Map.of("name", Map.of("equals", "Ada")))))
        .isInstanceOf(Filter.Related.class);
    assertThat(rule(catalog, Map.of("author", Map.of("id", Map.of("is_empty", true)))))
        .isInstanceOf(Filter.Related.class);
    assertThat(rule(catalog, Map.of("author", Map.of()))).isInstanceOf(Filter.Related.class);
    assertThat(
            rule(
                catalog,
                Map.of(
                    "author",
                    Map.of("id", Map.of("equals", Blog.ADA), "name", Map.of("equals", "Ada")))))
        .isInstanceOf(Filter.Related.class);
    assertThat(FilterParser.client(catalog, posts(catalog), filter(), (_, _) -> true))
        .as("a client must see the other row")
        .isInstanceOf(Filter.Related.class);
    assertThat(rule(with(catalog, one -> one, ForeignKeyRulesTest::doubtful), OWNER))
        .as("rows may contradict the foreign key")
        .isInstanceOf(Filter.Related.class);
    assertThat(rule(with(catalog, ForeignKeyRulesTest::softlyDeleted, one -> one), OWNER))
        .as("the other row may be marked as deleted")
        .isInstanceOf(Filter.Related.class);
  }

  private static Map<String, Object> filter() {
    return Map.of("author", Map.of("id", Map.of("equals", Blog.ADA)));
  }

  private static Filter rule(Catalog catalog, Map<String, Object> rule) {
    return FilterParser.rule(catalog, posts(catalog), rule);
  }

  private static Table posts(Catalog catalog) {
    return catalog.get(Blog.POSTS);
  }

  private static Catalog with(
      Catalog catalog, UnaryOperator<Table> authors, UnaryOperator<Relation> ofPosts) {
    return new Catalog(
        catalog.version(),
        catalog.tables().stream()
            .map(table ->
                table.id().equals(Blog.AUTHORS)
                    ? authors.apply(table)
                    : copy(
                        table,
                        table.relations().stream().map(ofPosts).toList(),
                        table.softDelete()))
            .toList(),
        List.of(),
        List.of());
  }

  private static Table softlyDeleted(Table table) {
    return copy(table, table.relations(), new SoftDelete(table.columns().getLast()));
  }

  private static Table copy(Table table, List<Relation> relations, SoftDelete mark) {
    return new Table(
        table.id(),
        table.kind(),
        table.names(),
        table.description(),
        table.columns(),
        table.keys(),
        relations,
        mark,
        table.onInsert());
  }

  private static Relation doubtful(Relation one) {
    return new Relation(
        one.field(),
        one.target(),
        one.toMany(),
        one.links(),
        one.through(),
        one.nullable(),
        one.indexed(),
        one.constraint(),
        one.referencing(),
        false);
  }
}
