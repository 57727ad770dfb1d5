package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.catalog.RawCatalog.ColumnRow;
import dev.freehold.api.catalog.RawCatalog.ForeignKeyRow;
import dev.freehold.api.catalog.RawCatalog.IndexRow;
import dev.freehold.api.catalog.RawCatalog.TableRow;
import dev.freehold.api.catalog.RawCatalog.TypeRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The step from rows to a catalog, without a database. */
class CatalogAssemblyTest {
  private static final long INT = 23;
  private static final long TEXT = 25;

  @Test
  void isAFunctionOfTheRowsWhateverTheirOrder() {
    Catalog first = assemble(rows(new Random(1)));
    for (int seed = 2; seed < 20; seed++) {
      assertThat(assemble(rows(new Random(seed))).sameAs(first)).isTrue();
    }
    assertThat(first.tables()).hasSize(4);
    assertThat(RelationsTest.relations(first, "posts"))
        .containsExactly(
            "author -> people",
            "likesByPost ->> likes",
            "people ->> people through likes",
            "reviewer -> people");
  }

  @Test
  void namesOnlyWhatIsExposed() {
    TableId hidden = new TableId("public", "people");
    Catalog catalog =
        CatalogAssembly.assemble(
            7,
            rows(new Random(1)),
            Map.of(hidden, new TableSettings(hidden, false, null, null, null, Map.of(), List.of())),
            ReservedNames.none(),
            List.of("public"));
    assertThat(catalog.version()).isEqualTo(7);
    assertThat(catalog.find(hidden)).isEmpty();
    assertThat(catalog.byType("Person")).map(Table::id).contains(new TableId("public", "person"));
    assertThat(RelationsTest.relations(catalog, "posts")).containsExactly("likesByPost ->> likes");
  }

  @Test
  void tellsOfSettingsThatMeanNothing() {
    TableId gone = new TableId("public", "gone");
    TableId posts = new TableId("public", "posts");
    Catalog catalog =
        CatalogAssembly.assemble(
            1,
            rows(new Random(1)),
            Map.of(
                gone,
                TableSettings.automatic(gone),
                posts,
                new TableSettings(
                    posts, true, null, null, null, Map.of("no_column", "x"), List.of())),
            ReservedNames.none(),
            List.of("public"));
    assertThat(catalog.problems())
        .filteredOn(problem -> problem.code() == Problem.Code.INVALID_SETTING)
        .extracting(Problem::subject)
        .containsExactly("public.gone", "public.posts.no_column");
  }

  private static Catalog assemble(RawCatalog raw) {
    return CatalogAssembly.assemble(1, raw, Map.of(), ReservedNames.none(), List.of("public"));
  }

  /** People, a table that wants their name, posts of theirs, and likes between the two. */
  private static RawCatalog rows(Random order) {
    return new RawCatalog(
        "",
        shuffled(
            order,
            List.of(table(1, "people"), table(2, "posts"), table(3, "likes"), table(4, "person"))),
        shuffled(
            order,
            List.of(
                column(1, 1, "id", INT),
                column(2, 1, "id", INT),
                column(2, 2, "author_id", INT),
                column(2, 3, "reviewer_id", INT),
                column(2, 4, "likes", TEXT),
                column(3, 1, "person_id", INT),
                column(3, 2, "post_id", INT),
                column(4, 1, "id", INT))),
        shuffled(order, List.of(type(INT, "int4"), type(TEXT, "text"))),
        shuffled(order, List.of(key(1, 1), key(2, 1), key(3, 1, 2), key(4, 1))),
        shuffled(
            order,
            List.of(
                reference("author", 2, 2, 1),
                reference("reviewer", 2, 3, 1),
                reference("liking", 3, 1, 1),
                reference("liked", 3, 2, 2))));
  }

  private static TableRow table(long oid, String name) {
    return new TableRow(oid, new TableId("public", name), 'r', null, OnInsert.PLAIN);
  }

  private static ColumnRow column(long table, int number, String name, long type) {
    return new ColumnRow(table, number, name, type, true, false, ' ', ' ', null);
  }

  private static TypeRow type(long oid, String name) {
    return new TypeRow(oid, "pg_catalog", name, 'b', 0, 0, false, List.of());
  }

  private static IndexRow key(long table, Integer... columns) {
    return new IndexRow(table, "key" + table, true, true, List.of(columns));
  }

  private static ForeignKeyRow reference(String name, long table, int column, long target) {
    return new ForeignKeyRow(name, table, List.of(column), target, List.of(1), true);
  }

  private static <T> List<T> shuffled(Random order, List<T> rows) {
    List<T> list = new ArrayList<>(rows);
    Collections.shuffle(list, order);
    return list;
  }
}
