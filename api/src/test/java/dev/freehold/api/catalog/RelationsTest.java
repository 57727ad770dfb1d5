package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.TableSettings.RelationName;
import dev.freehold.api.catalog.TableSettings.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelationsTest {
  private static final String AUTHORS = "create table authors (id int primary key, name text)";

  @Test
  void aForeignKeyLeadsBothWays() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                "create table posts (id int primary key, author_id int not null references authors)",
                "create index on posts (author_id, id)")
            .catalog();
    assertThat(relations(catalog, "posts")).containsExactly("author -> authors");
    assertThat(relations(catalog, "authors")).containsExactly("posts ->> posts");
    Relation author = CompanySchema.table(catalog, "posts").relations().getFirst();
    assertThat(author.links())
        .extracting(link -> link.own().name(), link -> link.target().name())
        .containsExactly(tuple("author_id", "id"));
    assertThat(author.nullable()).isFalse();
    assertThat(author.indexed()).isTrue();
    assertThat(author.referencing()).isTrue();
    assertThat(author.constraint()).isEqualTo("posts_author_id_fkey");
    Relation posts = CompanySchema.table(catalog, "authors").relations().getFirst();
    assertThat(posts.links())
        .extracting(link -> link.own().name(), link -> link.target().name())
        .containsExactly(tuple("id", "author_id"));
    assertThat(posts.indexed()).isTrue();
    assertThat(posts.referencing()).isFalse();
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void aColumnThatRefersToAnIdIsOne() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS, "create table posts (id int primary key, author int references authors)")
            .catalog();
    assertThat(CompanySchema.table(catalog, "posts").column("author").orElseThrow().type())
        .isEqualTo(ColumnType.of(Scalar.ID, "int4"));
    assertThat(relations(catalog, "posts")).containsExactly("authorAuthor -> authors");
  }

  @Test
  void twoForeignKeysToOneTableHaveTheNamesOfTheirColumns() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                """
                create table posts (id int primary key, author_id int references authors,
                  reviewer_id int references authors, editor_id int references authors)\
                """)
            .catalog();
    assertThat(relations(catalog, "posts"))
        .containsExactly("author -> authors", "editor -> authors", "reviewer -> authors");
    assertThat(relations(catalog, "authors"))
        .containsExactly("posts ->> posts", "postsByEditor ->> posts", "postsByReviewer ->> posts");
  }

  @Test
  void noNameDependsOnWhichForeignKeyCameFirst() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                """
                create table posts (id int primary key, editor_id int references authors,
                  reviewer_id int references authors)\
                """)
            .catalog();
    assertThat(relations(catalog, "authors"))
        .containsExactly("postsByEditor ->> posts", "postsByReviewer ->> posts");
  }

  @Test
  void aTableMayReferToItself() {
    Catalog catalog =
        new CompanySchema(
                "create table categories (id int primary key, parent_id int references categories)")
            .catalog();
    assertThat(relations(catalog, "categories"))
        .containsExactly("categoriesByParent ->> categories", "parent -> categories");
  }

  @Test
  void theOtherSideOfAUniqueForeignKeyIsOne() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                "create table biographies (author_id int primary key references authors, t text)",
                "create table awards (a int, author_id int unique references authors)")
            .catalog();
    assertThat(relations(catalog, "authors"))
        .containsExactly("award -> awards", "biography -> biographies");
    assertThat(CompanySchema.table(catalog, "authors").relations())
        .allMatch(Relation::nullable)
        .allMatch(Relation::indexed);
  }

  @Test
  void keysOfSeveralColumnsAreKept() {
    Catalog catalog =
        new CompanySchema(
                "create table orders (tenant int, number int, primary key (tenant, number))",
                """
                create table order_lines (tenant int not null, order_number int not null,
                  line int not null, primary key (tenant, order_number, line),
                  foreign key (tenant, order_number) references orders)\
                """)
            .catalog();
    Relation order = CompanySchema.table(catalog, "order_lines").relation("order").orElseThrow();
    assertThat(order.links())
        .extracting(link -> link.own().name() + "=" + link.target().name())
        .containsExactly("tenant=tenant", "order_number=number");
    assertThat(order.nullable()).isFalse();
    Relation lines = CompanySchema.table(catalog, "orders").relation("orderLines").orElseThrow();
    assertThat(lines.indexed()).isTrue();
    Key key = CompanySchema.table(catalog, "order_lines").primaryKey().orElseThrow();
    assertThat(key.columns())
        .extracting(Column::name)
        .containsExactly("tenant", "order_number", "line");
    assertThat(key.columns()).extracting(one -> one.type().scalar()).containsOnly(Scalar.INT);
  }

  @Test
  void aJoinTableIsAWayBetweenItsTwo() {
    Catalog catalog =
        new CompanySchema(
                "create table posts (id int primary key)",
                "create table tags (id int primary key)",
                """
                create table post_tags (post_id int references posts, tag_id int references tags,
                  since date default now(), primary key (post_id, tag_id))\
                """)
            .catalog();
    assertThat(relations(catalog, "posts"))
        .containsExactly("postTags ->> post_tags", "tags ->> tags through post_tags");
    assertThat(relations(catalog, "tags"))
        .containsExactly("postTags ->> post_tags", "posts ->> posts through post_tags");
    Relation tags = CompanySchema.table(catalog, "posts").relation("tags").orElseThrow();
    assertThat(tags.links()).isEmpty();
    assertThat(tags.through().own())
        .extracting(link -> link.own().name() + "=" + link.target().name())
        .containsExactly("id=post_id");
    assertThat(tags.through().target())
        .extracting(link -> link.own().name() + "=" + link.target().name())
        .containsExactly("tag_id=id");
    assertThat(tags.indexed()).isTrue();
    Relation posts = CompanySchema.table(catalog, "tags").relation("posts").orElseThrow();
    assertThat(posts.indexed()).isFalse();
  }

  @Test
  void aTableThatSaysMoreIsNoJoinTable() {
    Catalog catalog =
        new CompanySchema(
                "create table students (id int primary key)",
                "create table courses (id int primary key)",
                """
                create table marks (student_id int references students,
                  course_id int references courses, mark int not null,
                  primary key (student_id, course_id))\
                """)
            .catalog();
    assertThat(relations(catalog, "students")).containsExactly("marks ->> marks");
  }

  @Test
  void peopleFollowPeople() {
    Catalog catalog =
        new CompanySchema(
                "create table people (id uuid primary key)",
                """
                create table follows (follower_id uuid references people,
                  followee_id uuid references people, primary key (follower_id, followee_id))\
                """)
            .catalog();
    assertThat(relations(catalog, "people"))
        .containsExactly(
            "followees ->> people through follows",
            "followers ->> people through follows",
            "followsByFollowee ->> follows",
            "followsByFollower ->> follows");
    Relation followers = CompanySchema.table(catalog, "people").relation("followers").orElseThrow();
    assertThat(followers.through().own().getFirst().target().name()).isEqualTo("followee_id");
  }

  @Test
  void aRelationGivesWayToAColumnAndToANearerOne() {
    Catalog catalog =
        new CompanySchema(
                "create table people (id int primary key, posts text)",
                "create table posts (id int primary key, person_id int references people)",
                """
                create table likes (person_id int references people, post_id int references posts,
                  primary key (person_id, post_id))\
                """)
            .catalog();
    assertThat(relations(catalog, "people"))
        .containsExactly(
            "likes ->> likes", "postsByLikes ->> posts through likes", "postsByPerson ->> posts");
    assertThat(relations(catalog, "posts"))
        .containsExactly("likes ->> likes", "people ->> people through likes", "person -> people");
  }

  @Test
  void tellsOfRelationsWithoutAnIndex() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                """
                create table posts (id int primary key, author_id int references authors,
                  title text)\
                """,
                "create index on posts (title, author_id)",
                "create index on posts (author_id) where title is null",
                "create index on posts (lower(title), author_id)")
            .catalog();
    assertThat(CompanySchema.table(catalog, "authors").relation("posts").orElseThrow().indexed())
        .isFalse();
    assertThat(catalog.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(Code.UNINDEXED_RELATION);
          assertThat(problem.subject()).isEqualTo("public.posts.author_id");
          assertThat(problem.remedy())
              .isEqualTo("create index on \"public\".\"posts\" (\"author_id\")");
        });
  }

  @Test
  void anUncheckedForeignKeyPromisesNothing() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                "create table posts (id int primary key, author_id int not null)",
                "alter table posts add foreign key (author_id) references authors not valid")
            .catalog();
    Relation author = CompanySchema.table(catalog, "posts").relation("author").orElseThrow();
    assertThat(author.nullable()).isTrue();
    assertThat(author.enforced()).isFalse();
  }

  @Test
  void aCheckedForeignKeyHoldsForItsOwnSide() {
    Catalog catalog =
        new CompanySchema(
                AUTHORS,
                "create table posts (id int primary key, author_id int references authors)")
            .catalog();
    assertThat(CompanySchema.table(catalog, "posts").relation("author").orElseThrow().enforced())
        .isTrue();
    assertThat(CompanySchema.table(catalog, "authors").relation("posts").orElseThrow().enforced())
        .isFalse();
  }

  @Test
  void anAdministratorNamesRelations() {
    CompanySchema schema =
        new CompanySchema(
            AUTHORS,
            """
            create table posts (id int primary key, author_id int references authors,
              editor_id int references authors)\
            """);
    schema.choose(
        new TableSettings(
            new TableId("public", "authors"),
            true,
            null,
            null,
            null,
            Map.of(),
            List.of(
                new RelationName("posts_editor_id_fkey", Side.REFERENCED, "edited"),
                new RelationName("posts_author_id_fkey", Side.REFERENCED, "name"))));
    Catalog catalog = schema.catalog();
    assertThat(relations(catalog, "authors"))
        .containsExactly("edited ->> posts", "posts ->> posts");
    assertThat(catalog.problems())
        .filteredOn(problem -> problem.code() == Code.INVALID_SETTING)
        .extracting(Problem::subject)
        .containsExactly("public.authors.posts_author_id_fkey");
  }

  @Test
  void aTableThatIsNotExposedHasNoRelations() {
    CompanySchema schema =
        new CompanySchema(
            AUTHORS, "create table posts (id int primary key, author_id int references authors)");
    schema.choose(
        new TableSettings(
            new TableId("public", "posts"), false, null, null, null, Map.of(), List.of()));
    Catalog catalog = schema.catalog();
    assertThat(catalog.find(new TableId("public", "posts"))).isEmpty();
    assertThat(relations(catalog, "authors")).isEmpty();
  }

  /** Like {@code posts ->> posts}, with one arrowhead for one row. */
  static List<String> relations(Catalog catalog, String table) {
    return CompanySchema.table(catalog, table).relations().stream()
        .map(relation ->
            relation.field()
                + (relation.toMany() ? " ->> " : " -> ")
                + relation.target().name()
                + (relation.through() == null
                    ? ""
                    : " through " + relation.through().table().name()))
        .toList();
  }
}
