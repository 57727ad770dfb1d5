package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.catalog.RootField.Operation;
import dev.freehold.api.catalog.RootField.Root;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Column ID = Column.of("id", "id", ColumnType.of(Scalar.ID, "uuid"));

  @Test
  void findsTablesByIdTypeAndRootField() {
    Table posts = table("posts", TableNames.of("post", "posts"), Table.Kind.TABLE);
    Table news = table("news", TableNames.of("news", "news"), Table.Kind.VIEW);
    Catalog catalog = new Catalog(1, List.of(posts, news), List.of(), List.of());
    assertThat(catalog.find(posts.id())).contains(posts);
    assertThat(catalog.byType("Post")).contains(posts);
    assertThat(catalog.rootField(Root.QUERY, "newsList"))
        .contains(new RootField(news, Operation.LIST));
    assertThat(catalog.rootField(Root.MUTATION, "postUpdateByFilter"))
        .contains(new RootField(posts, Operation.UPDATE_BY_FILTER));
    assertThat(catalog.rootField(Root.SUBSCRIPTION, "Posts"))
        .contains(new RootField(posts, Operation.SUBSCRIBE));
    assertThat(catalog.rootField(Root.MUTATION, "newsCreate")).isEmpty();
    assertThat(catalog.rootField(Root.MUTATION, "postRestore")).isEmpty();
  }

  @Test
  void refusesTwoTablesOfOneName() {
    Table one = table("posts", TableNames.of("post", "posts"), Table.Kind.TABLE);
    Table other = table("entries", new TableNames("Entry", "post", "e", "E"), Table.Kind.TABLE);
    List<Table> both = List.of(one, other);
    assertThatThrownBy(() -> new Catalog(1, both, List.of(), List.of()))
        .hasMessageContaining("post");
  }

  private static Table table(String name, TableNames names, Table.Kind kind) {
    return new Table(
        new TableId("public", name), kind, names, null, List.of(ID), List.of(), List.of(), null);
  }
}
