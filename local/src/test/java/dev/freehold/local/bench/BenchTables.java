package dev.freehold.local.bench;

import static org.awaitility.Awaitility.await;

import dev.freehold.local.GraphQl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A blog of 1,000 authors, 20,000 posts and 100,000 comments, all of one owner. */
final class BenchTables {
  static final int AUTHORS = 1_000;
  static final int POSTS = 20_000;

  private static final String PERMISSIONS =
      """
      version: 1
      roles:
        Open:
          tables:
            public.authors: {read: {}}
            public.posts: {read: {}}
            public.comments: {read: {}, create: {}}
        Owner:
          tables:
            public.authors: {read: {rule: {owner: {id: {equals: __loggedInUserId}}}}}
            public.posts: {read: {rule: {owner: {id: {equals: __loggedInUserId}}}}}
            public.comments:
              read: {rule: {owner: {id: {equals: __loggedInUserId}}}}
              create:
                presets: {owner_id: __loggedInUserId}
                check: {owner: {id: {equals: __loggedInUserId}}}
      """;

  private BenchTables() {}

  /** Makes the tables, as the API's role, and has the planner know them. */
  static void create(Connection database, String owner) throws SQLException {
    run(
        database,
        """
        set role freehold;
        set search_path to public;
        create table authors (
          id bigint generated always as identity primary key, name text not null,
          owner_id uuid not null default '%1$s' references freehold.users);
        create table posts (
          id bigint generated always as identity primary key,
          author_id bigint not null references authors,
          title text not null, body text not null, views integer not null,
          published boolean not null, created_at timestamptz not null,
          owner_id uuid not null default '%1$s' references freehold.users);
        create table comments (
          id bigint generated always as identity primary key,
          post_id bigint not null references posts, text text not null,
          owner_id uuid not null default '%1$s' references freehold.users);
        insert into authors (name) select 'Author ' || n from generate_series(1, 1000) n;
        insert into posts (author_id, title, body, views, published, created_at)
          select 1 + n %% 1000, 'Post ' || n, repeat('What it says. ', 20), n * 7919 %% 1000,
            n %% 10 <> 0, timestamptz '2026-01-01' + n * 7877 %% 20000 * interval '1 minute'
          from generate_series(1, 20000) n;
        insert into comments (post_id, text)
          select 1 + n %% 20000, 'Comment ' || n from generate_series(1, 100000) n;
        create index on authors (owner_id);
        create index on posts (author_id);
        create index on posts (created_at desc, id);
        create index on posts (owner_id);
        create index on comments (post_id);
        create index on comments (owner_id);
        reset role;
        """
            .formatted(owner));
    run(database, "vacuum analyze authors, posts, comments");
  }

  static void drop(Connection database) throws SQLException {
    run(database, "drop table if exists comments, posts, authors");
  }

  /** Lets two roles use them: Open all rows, Owner those that the caller owns. */
  static void permit(GraphQl administrator) {
    await().until(() -> !administrator.ask("{ postsList { count } }", Map.of()).has("errors"));
    administrator.data(
        "mutation ($yaml: String!) { permissionsImport(yaml: $yaml) { applied } }",
        Map.of("yaml", PERMISSIONS));
  }

  static void run(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
