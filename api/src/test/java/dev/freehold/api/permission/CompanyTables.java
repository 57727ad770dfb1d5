package dev.freehold.api.permission;

import dev.freehold.api.TestApi;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.TableId;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import org.awaitility.Awaitility;

/** Tables of a company for tests. */
final class CompanyTables {
  static final TableId POSTS = new TableId("public", "posts");

  private CompanyTables() {}

  static void make(TestApi api, EmbeddedServer... nodes) {
    api.database.execute(
        """
        create table authors (id uuid primary key references freehold.users, pen_name text);
        create table posts (
          id bigint generated always as identity primary key,
          author_id uuid not null references authors,
          title text not null,
          body text,
          published boolean not null default false,
          price numeric,
          words integer generated always as (length(body)) stored);
        create index on posts (author_id);
        create view published_posts as select id, title from posts where published;
        create table secrets (id uuid primary key, text text);
        alter table freehold.users add column department text\
        """);
    await(api.server);
    List.of(nodes).forEach(CompanyTables::await);
  }

  private static void await(EmbeddedServer node) {
    CatalogHolder catalogs = node.getApplicationContext().getBean(CatalogHolder.class);
    Awaitility.await()
        .until(() ->
            catalogs
                    .current()
                    .find(TableId.USERS)
                    .flatMap(one -> one.column("department"))
                    .isPresent()
                && catalogs.current().find(POSTS).isPresent());
  }
}
