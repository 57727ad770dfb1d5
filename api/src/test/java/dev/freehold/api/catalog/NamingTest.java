package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.RootField.Root;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamingTest {
  @Test
  void tablesHaveTheContractsNames() {
    Catalog catalog = new CompanySchema("create table blog_posts (id int primary key)").catalog();
    TableNames names = CompanySchema.table(catalog, "blog_posts").names();
    assertThat(names)
        .isEqualTo(new TableNames("BlogPost", "blogPost", "blogPostsList", "BlogPosts"));
    assertThat(names.createMany()).isEqualTo("blogPostCreateMany");
    assertThat(names.deleteByFilter()).isEqualTo("blogPostDeleteByFilter");
  }

  @Test
  void oddNamesAreKeptInTheDatabase() {
    Catalog catalog =
        new CompanySchema(
                """
                create table "Order Details" ("ID" int primary key, "Unit Price" numeric,
                  "we""ird" text, "select" int)\
                """)
            .catalog();
    Table table = CompanySchema.table(catalog, "Order Details");
    assertThat(table.names().type()).isEqualTo("OrderDetail");
    assertThat(table.columns())
        .extracting(Column::name)
        .containsExactly("ID", "Unit Price", "we\"ird", "select");
    assertThat(table.columns())
        .extracting(Column::field)
        .containsExactly("id", "unitPrice", "weIrd", "select");
  }

  @Test
  void ofTwoTablesThatWantANameOneHasIt() {
    Catalog catalog =
        new CompanySchema(
                "create schema blog",
                "create table post (id int primary key)",
                "create table posts (id int primary key)",
                "create table blog.posts (id int primary key)")
            .catalog("public", "blog");
    assertThat(names(catalog))
        .containsExactly("blog.posts BlogPost", "public.post Post", "public.posts PublicPost");
    assertThat(catalog.problems())
        .filteredOn(problem -> problem.code() == Code.NAME_CLASH)
        .extracting(Problem::subject)
        .containsExactly("blog.posts", "public.posts");
  }

  @Test
  void theOrderOfTheSchemasDecides() {
    Catalog catalog =
        new CompanySchema(
                "create schema blog",
                "create table posts (id int primary key)",
                "create table blog.posts (id int primary key)")
            .catalog("blog", "public");
    assertThat(names(catalog)).containsExactly("blog.posts Post", "public.posts PublicPost");
  }

  @Test
  void whatHasNoNameLeftIsLeftOutAndTheRestWorks() {
    Catalog catalog =
        new CompanySchema(
                "create table post (id int primary key)",
                "create table posts (id int primary key)",
                "create table \"Post\" (id int primary key)",
                "create table \"Posts\" (id int primary key)",
                "create table \"POST\" (id int primary key)",
                "create table others (id int primary key)")
            .catalog();
    assertThat(names(catalog))
        .containsExactly(
            "public.POST Post",
            "public.Post PublicPost",
            "public.Posts PostsTable",
            "public.others Other",
            "public.post PostTable");
    assertThat(catalog.problems())
        .extracting(Problem::subject)
        .containsExactly("public.Post", "public.Posts", "public.post", "public.posts");
  }

  @Test
  void aTableThatIsCalledLikeAnothersInputHasToGiveWay() {
    Catalog catalog =
        new CompanySchema(
                "create table posts (id int primary key)",
                "create table post_filters (id int primary key)")
            .catalog();
    assertThat(names(catalog))
        .containsExactly("public.post_filters PostFilter", "public.posts PublicPost");
  }

  @Test
  void thePlatformsNamesAreTaken() {
    CompanySchema schema =
        new CompanySchema(
            "create table roles (id int primary key)",
            "create table audits (id int primary key)",
            "create table dates (id int primary key)");
    schema.reserve(
        new ReservedNames(Set.of("Role"), Map.of(Root.MUTATION, Set.of("auditCreate")), Set.of()));
    Catalog catalog = schema.catalog();
    assertThat(names(catalog))
        .containsExactly(
            "public.audits PublicAudit", "public.dates PublicDate", "public.roles PublicRole");
  }

  @Test
  void aNameThatSuggestsNoneIsReported() {
    Catalog catalog =
        new CompanySchema(
                "create table \"名前\" (id int primary key)",
                "create table posts (id int primary key, \"名前\" text)")
            .catalog();
    assertThat(names(catalog)).containsExactly("public.posts Post");
    assertThat(catalog.problems())
        .extracting(Problem::code, Problem::subject)
        .containsExactly(
            tuple(Code.INVALID_NAME, "public.posts.名前"), tuple(Code.INVALID_NAME, "public.名前"));
  }

  @Test
  void anAdministratorNamesWhatHasNoName() {
    CompanySchema schema =
        new CompanySchema(
            "create table \"名前\" (id int primary key, \"値\" int, id2 int)",
            "create table names (id int primary key)");
    schema.choose(
        new TableSettings(
            new TableId("public", "名前"),
            true,
            "name",
            null,
            null,
            Map.of("値", "value"),
            List.of()));
    Catalog catalog = schema.catalog();
    assertThat(names(catalog)).containsExactly("public.names PublicName", "public.名前 Name");
    assertThat(CompanySchema.table(catalog, "名前").columns())
        .extracting(Column::field)
        .containsExactly("id", "value", "id2");
    assertThat(CompanySchema.table(catalog, "名前").names().list()).isEqualTo("namesList");
  }

  @Test
  void aChosenNameThatIsTakenIsNotFollowed() {
    CompanySchema schema =
        new CompanySchema(
            "create table posts (id int primary key, a int, b int)",
            "create table users_of_old (id int primary key)");
    schema.choose(
        new TableSettings(
            new TableId("public", "posts"),
            true,
            "role",
            "roles",
            null,
            Map.of("a", "b"),
            List.of()));
    schema.reserve(new ReservedNames(Set.of("Role"), Map.of(), Set.of()));
    Catalog catalog = schema.catalog();
    assertThat(names(catalog))
        .containsExactly("public.posts Post", "public.users_of_old UsersOfOld");
    assertThat(catalog.problems())
        .extracting(Problem::code, Problem::subject)
        .containsExactly(
            tuple(Code.INVALID_SETTING, "public.posts"), tuple(Code.NAME_CLASH, "public.posts.b"));
  }

  @Test
  void twoColumnsOfOneNameKeepApart() {
    Catalog catalog =
        new CompanySchema(
                """
                create table posts (id int primary key, user_name text, "userName" text,
                  "User Name" text)\
                """)
            .catalog();
    assertThat(CompanySchema.table(catalog, "posts").columns())
        .extracting(Column::name, Column::field)
        .containsExactly(tuple("id", "id"), tuple("user_name", "userName"));
    assertThat(catalog.problems())
        .extracting(Problem::code, Problem::subject)
        .containsExactly(
            tuple(Code.NAME_CLASH, "public.posts.User Name"),
            tuple(Code.NAME_CLASH, "public.posts.userName"));
  }

  @Test
  void enumsGiveWayToTablesThatAreCalledLikeTheirPredicates() {
    Catalog catalog =
        new CompanySchema(
                "create type mood as enum ('good', 'bad')",
                "create table people (id int primary key, mood mood)",
                "create table mood_predicate (id int primary key)")
            .catalog();
    assertThat(catalog.enums()).extracting(EnumType::type).containsExactly("MoodEnum");
    assertThat(catalog.problems()).extracting(Problem::code).containsExactly(Code.NAME_CLASH);
  }

  @Test
  void enumsGiveWayToTables() {
    Catalog catalog =
        new CompanySchema(
                "create type mood as enum ('a b', 'a-b')",
                "create table moods (id int primary key, mood mood)")
            .catalog();
    assertThat(catalog.enums())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.type()).isEqualTo("MoodEnum");
          assertThat(one.values()).extracting(EnumType.Value::name).containsExactly("a_b", "a_b_2");
        });
    assertThat(catalog.problems())
        .extracting(Problem::code)
        .containsOnly(Code.NAME_CLASH)
        .hasSize(2);
  }

  private static List<String> names(Catalog catalog) {
    return catalog.tables().stream().map(table -> table.id() + " " + table.names().type()).toList();
  }
}
