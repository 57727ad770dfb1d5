package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.catalog.Problem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
  @Test
  void anEmptyOrMissingSchemaIsFine() {
    Catalog catalog = new CompanySchema().catalog("public", "nowhere");
    assertThat(catalog.tables()).isEmpty();
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void readsTablesAndViewsOfTheSchemasAskedFor() {
    Catalog catalog =
        new CompanySchema(
                "create schema other",
                "create table posts (id int primary key, title text)",
                "create view titles as select title from posts",
                "create materialized view counts as select count(*) as n from posts",
                "create unique index on counts (n)",
                "create table other.things (id int primary key)",
                "create temporary table passing (id int)")
            .catalog();
    assertThat(catalog.tables())
        .extracting(table -> table.id().name() + " " + table.kind())
        .containsExactly("counts MATERIALIZED_VIEW", "posts TABLE", "titles VIEW");
    assertThat(CompanySchema.table(catalog, "counts").keys()).extracting(Key::name).hasSize(1);
    assertThat(CompanySchema.table(catalog, "titles").writable()).isFalse();
  }

  @Test
  void leavesOutTheSystemExtensionsAndPartitions() {
    Catalog catalog =
        new CompanySchema(
                "create extension citext",
                "create extension pg_stat_statements",
                """
                create table events (id int, at date, primary key (id, at))
                partition by range (at)\
                """,
                "create table events_2026 partition of events for values from (minvalue) to (maxvalue)",
                "create table visits (id int, at date, foreign key (id, at) references events)")
            .catalog("public", "pg_catalog", "information_schema", "pg_toast");
    assertThat(catalog.tables())
        .extracting(table -> table.id().toString())
        .containsExactly("public.events", "public.visits");
    assertThat(CompanySchema.table(catalog, "events").relations())
        .extracting(Relation::field)
        .containsExactly("visits");
  }

  @Test
  void ofThePlatformsOwnTablesOnlyUsersShows() {
    CompanySchema schema =
        CompanySchema.withPlatform(
            "create table posts (id int primary key, author_id uuid references freehold.users)",
            "alter table freehold.users add column company text, add column roles text");
    schema.reserve(new ReservedNames(Set.of("User"), Map.of(), Set.of("roles")));
    Catalog catalog = schema.catalog("public", "freehold");
    assertThat(catalog.tables())
        .extracting(table -> table.id() + " " + table.names().type())
        .containsExactly("freehold.users User", "public.posts Post");
    Table users = catalog.get(TableId.USERS);
    assertThat(users.columns())
        .extracting(Column::field)
        .containsExactly(
            "id",
            "email",
            "emailVerified",
            "firstName",
            "lastName",
            "status",
            "origin",
            "timezone",
            "avatar",
            "createdAt",
            "updatedAt",
            "company");
    assertThat(catalog.problems()).extracting(Problem::subject).contains("freehold.users.roles");
    assertThat(users.relations()).extracting(Relation::field).containsExactly("posts");
    assertThat(CompanySchema.table(catalog, "posts").relation("author").orElseThrow().target())
        .isEqualTo(TableId.USERS);
  }

  /** A migration that adds a column to Users has to say whether it shows. */
  @Test
  void everyColumnOfUsersIsEitherPartOfTheContractOrInternal() {
    List<String> known = new ArrayList<>(UsersColumns.CONTRACT);
    known.addAll(UsersColumns.INTERNAL);
    assertThat(
            CompanySchema.withPlatform()
                .database
                .texts(
                    """
                    select column_name from information_schema.columns
                    where table_schema = 'freehold' and table_name = 'users'\
                    """))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void anotherDatabasesUsersAreNotOurs() {
    CompanySchema schema = CompanySchema.withPlatform();
    assertThat(schema.catalog("public").tables()).hasSize(1);
    assertThat(schema.elsewhere("public", "freehold").tables()).isEmpty();
  }

  @Test
  void keysAreWhatNoTwoRowsShare() {
    Catalog catalog =
        new CompanySchema(
                """
                create table posts (id int, slug text unique, a int, b int, c int,
                  constraint posts_z primary key (id),
                  constraint posts_ab unique (a, b) include (c),
                  constraint later unique (c) deferrable)\
                """,
                "create unique index on posts (lower(slug))",
                "create unique index posts_some on posts (c) where a is null",
                "create index posts_no_key on posts (c)")
            .catalog();
    assertThat(CompanySchema.table(catalog, "posts").keys())
        .extracting(
            key -> key.name() + key.primary() + key.columns().stream().map(Column::name).toList())
        .containsExactly("posts_ztrue[id]", "posts_abfalse[a, b]", "posts_slug_keyfalse[slug]");
  }

  @Test
  void tellsOfTablesWithoutAPrimaryKeyAndWithoutColumns() {
    Catalog catalog =
        new CompanySchema(
                "create table heaps (a int)",
                "create table nothing ()",
                "create table points (at point)",
                "create view v as select 1 as one")
            .catalog();
    assertThat(catalog.tables())
        .extracting(table -> table.id().name())
        .containsExactly("heaps", "v");
    assertThat(catalog.problems())
        .extracting(problem -> problem.code() + " " + problem.subject())
        .containsExactly(
            Code.MISSING_PRIMARY_KEY + " public.heaps",
            Code.NO_COLUMNS + " public.nothing",
            Code.NO_COLUMNS + " public.points",
            Code.UNSUPPORTED_TYPE + " public.points.at");
  }

  @Test
  void deletedRowsAreMarkedWhereThatWasChosen() {
    CompanySchema schema =
        new CompanySchema(
            "create table posts (id int primary key, deleted_at timestamptz)",
            "create table tags (id int primary key, gone boolean not null default false)",
            "create table notes (id int primary key, deleted_at text)");
    schema.choose(softDelete("posts", "deleted_at"));
    schema.choose(softDelete("tags", "gone"));
    schema.choose(softDelete("notes", "deleted_at"));
    Catalog catalog = schema.catalog();
    assertThat(CompanySchema.table(catalog, "posts").softDelete().timed()).isTrue();
    assertThat(CompanySchema.table(catalog, "tags").softDelete().timed()).isFalse();
    assertThat(catalog.find(new TableId("public", "notes"))).isEmpty();
    assertThat(catalog.problems())
        .extracting(problem -> problem.code() + " " + problem.subject())
        .containsExactly(Code.INVALID_SETTING + " public.notes.deleted_at");
  }

  @Test
  void knowsWhatBecomesOfInsertedRows() {
    CompanySchema schema =
        CompanySchema.withPlatform(
            """
            create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
            create function next() returns int language sql as 'select 1';
            create table plain (id serial primary key, made timestamptz default now(),
              key uuid default gen_random_uuid(), twice int generated always as (2 * 2) stored);
            create table referring (id int primary key, plain int references plain deferrable);
            create table told (id int primary key);
            select freehold.watch('told');
            create table updated (id int primary key);
            create trigger touch before update on updated for each row execute function touch();
            create table later_key (id int primary key references plain deferrable initially deferred);
            create table later_unique (id int primary key, n int unique deferrable initially deferred);
            create table changed (id int primary key);
            create trigger touch before insert or update on changed for each row execute function touch();
            create table followed (id int primary key);
            create trigger touch after insert on followed for each statement execute function touch();
            create table constrained (id int primary key);
            create constraint trigger touch after insert on constrained for each row execute function touch();
            create table asleep (id int primary key);
            create trigger touch after insert on asleep for each row execute function touch();
            alter table asleep disable trigger touch;
            create table ruled (id int primary key);
            create rule also as on insert to ruled do also delete from told;
            create table parent (id int primary key);
            create table child (primary key (id)) inherits (parent);
            create table parted (id int primary key) partition by range (id);
            create table computed (id int primary key default next());
            create view shown as select id from plain;
            """);
    assertThat(inserts(schema))
        .containsExactly(
            "asleep ANYTHING",
            "changed ANYTHING",
            "child ANYTHING",
            "computed ANYTHING",
            "constrained ANYTHING",
            "followed ANYTHING",
            "later_key CHECKED_LATER",
            "later_unique CHECKED_LATER",
            "parent ANYTHING",
            "parted ANYTHING",
            "plain PLAIN",
            "referring PLAIN",
            "ruled ANYTHING",
            "shown ANYTHING",
            "told PLAIN",
            "updated PLAIN");
    // A policy may look at any table.
    schema.database.execute("alter table told enable row level security");
    assertThat(inserts(schema)).contains("plain ANYTHING").noneMatch(one -> one.contains("PLAIN"));
  }

  private static List<String> inserts(CompanySchema schema) {
    return schema.catalog().tables().stream()
        .filter(table -> table.id().schema().equals("public"))
        .map(table -> table.id().name() + " " + table.onInsert())
        .toList();
  }

  @Test
  void theFingerprintChangesWithWhatMatters() throws Exception {
    CompanySchema schema =
        new CompanySchema(
            "create table posts (id int primary key, title text)",
            "create table notes (id int primary key, post_id int)",
            "create type mood as enum ('sad')",
            """
            create function touch() returns trigger language plpgsql as $$ begin return new; end $$\
            """,
            "create schema attic");
    CatalogReader reader = schema.reader("public");
    for (String ddl :
        List.of(
            "alter table posts add column body text",
            "alter table posts rename column body to content",
            "alter table posts alter column content set not null",
            "alter table posts alter column content set default ''",
            "alter table posts alter column content type varchar(10)",
            "alter table posts drop column content",
            "comment on column posts.title is 'Title'",
            "comment on table posts is 'Posts'",
            "create unique index posts_title on posts (title)",
            "alter index posts_title rename to posts_t",
            "drop index posts_t",
            "alter table notes add constraint n foreign key (post_id) references posts",
            "alter table notes rename constraint n to m",
            "alter table notes drop constraint m",
            "alter table posts rename to articles",
            "create view v as select 1 as one",
            "drop view v",
            "alter type mood add value 'ok'",
            "alter type mood rename value 'ok' to 'fine'",
            "create trigger touch before insert on articles for each row execute function touch()",
            "create trigger touch_too before insert on articles for each row execute function touch()",
            "drop trigger touch on articles",
            "alter table articles enable row level security",
            "alter table articles disable row level security",
            "create rule silent as on insert to articles do also nothing",
            "alter table notes set schema attic",
            "drop table articles")) {
      String before = reader.fingerprint();
      schema.database.execute(ddl);
      assertThat(reader.fingerprint()).as(ddl).isNotEqualTo(before);
    }
    schema.database.execute("create table more (id int); insert into more values (1)");
    String before = reader.fingerprint();
    schema.database.execute("insert into more values (2); analyze more");
    schema.database.execute("create temporary table passing (id int)");
    assertThat(reader.fingerprint()).isEqualTo(before);
  }

  private static TableSettings softDelete(String table, String column) {
    return new TableSettings(
        new TableId("public", table), true, null, null, column, Map.of(), List.of());
  }
}
