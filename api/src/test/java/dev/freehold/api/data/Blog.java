package dev.freehold.api.data;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.OnInsert;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.TableNames;
import dev.freehold.api.catalog.Through;
import java.util.List;

/** Authors write posts, posts have tags. Two authors, six posts, one of them without an author. */
final class Blog {
  static final String ADA = "00000000-0000-7000-8000-00000000000a";
  static final String BOB = "00000000-0000-7000-8000-00000000000b";

  private static final ColumnType INT_ID = ColumnType.of(Scalar.ID, "integer");
  private static final ColumnType UUID = ColumnType.of(Scalar.ID, "uuid");
  private static final ColumnType TEXT = ColumnType.of(Scalar.STRING, "text");

  static final TableId AUTHORS = new TableId("public", "authors");
  static final TableId POSTS = new TableId("public", "posts");
  static final TableId TAGS = new TableId("public", "tags");
  static final TableId POST_TAGS = new TableId("public", "post_tags");

  private static final Column AUTHOR_ID = Column.of("id", "id", UUID);
  private static final Column POST_ID = Column.of("id", "id", INT_ID);
  private static final Column TAG_ID = Column.of("id", "id", INT_ID);
  private static final Column POST_AUTHOR = Column.of("author_id", "authorId", UUID);
  private static final Column LINK_POST = Column.of("post_id", "postId", INT_ID);
  private static final Column LINK_TAG = Column.of("tag_id", "tagId", INT_ID);

  private Blog() {}

  static TestDatabase database() {
    TestDatabase database = TestDatabase.create();
    database.execute(
        """
        create table authors (id uuid primary key, name text, salary numeric);
        create table posts (id int primary key, author_id uuid references authors, title text,
          words bigint, secret text, posted_at timestamptz, draft boolean not null default false,
          labels text[]);
        create table tags (id int primary key, name text unique);
        create table post_tags (post_id int references posts, tag_id int references tags,
          primary key (post_id, tag_id));
        insert into authors values ('%1$s', 'Ada', 10.50), ('%2$s', 'Bob', 9007199254740993.1);
        insert into posts values
          (1, '%1$s', 'One?', 9007199254740993, 'a', '2026-11-21T08:00:00Z', false, '{x,y}'),
          (2, '%1$s', 'Two', 20, 'b', null, true, '{}'),
          (3, '%2$s', 'Three', 30, 'c', null, false, null),
          (4, '%2$s', 'Four 100%%', null, 'd', null, true, null),
          (5, '%2$s', null, 50, 'e', null, false, null),
          (6, null, 'Six_', 60, 'f', null, false, null);
        insert into tags values (1, 'red'), (2, 'blue');
        insert into post_tags values (1, 1), (1, 2), (3, 2);
        """
            .formatted(ADA, BOB));
    return database;
  }

  static Catalog catalog() {
    return new Catalog(1, List.of(authors(), posts(), postTags(), tags()), List.of(), List.of());
  }

  private static Table authors() {
    return table(
        AUTHORS,
        TableNames.of("author", "authors"),
        List.of(
            AUTHOR_ID,
            Column.of("name", "name", TEXT),
            Column.of("salary", "salary", ColumnType.of(Scalar.NUMERIC, "numeric"))),
        List.of(AUTHOR_ID),
        List.of(many("posts", POSTS, new Link(AUTHOR_ID, POST_AUTHOR))));
  }

  private static Table posts() {
    return table(
        POSTS,
        TableNames.of("post", "posts"),
        List.of(
            POST_ID,
            POST_AUTHOR,
            Column.of("title", "title", TEXT),
            Column.of("words", "words", ColumnType.of(Scalar.BIGINT, "bigint")),
            Column.of("secret", "secret", TEXT),
            Column.of("posted_at", "postedAt", ColumnType.of(Scalar.DATETIME, "timestamptz")),
            Column.of("draft", "draft", ColumnType.of(Scalar.BOOLEAN, "boolean")),
            Column.of("labels", "labels", new ColumnType(Scalar.STRING, "text[]", true, null))),
        List.of(POST_ID),
        List.of(
            new Relation(
                "author",
                AUTHORS,
                false,
                List.of(new Link(POST_AUTHOR, AUTHOR_ID)),
                null,
                true,
                true,
                "posts_author",
                true,
                true),
            through("tags", TAGS, POST_ID, LINK_POST, LINK_TAG, TAG_ID)));
  }

  private static Table tags() {
    return table(
        TAGS,
        TableNames.of("tag", "tags"),
        List.of(TAG_ID, Column.of("name", "name", TEXT)),
        List.of(TAG_ID),
        List.of(through("posts", POSTS, TAG_ID, LINK_TAG, LINK_POST, POST_ID)));
  }

  private static Table postTags() {
    return table(
        POST_TAGS,
        TableNames.of("postTag", "postTags"),
        List.of(LINK_POST, LINK_TAG),
        List.of(LINK_POST, LINK_TAG),
        List.of());
  }

  private static Table table(
      TableId id,
      TableNames names,
      List<Column> columns,
      List<Column> key,
      List<Relation> relations) {
    return new Table(
        id,
        Table.Kind.TABLE,
        names,
        null,
        columns,
        List.of(new Key(id.name() + "_pkey", true, key)),
        relations,
        null,
        OnInsert.PLAIN);
  }

  private static Relation many(String field, TableId target, Link link) {
    return new Relation(field, target, true, List.of(link), null, false, true, "c", false, false);
  }

  private static Relation through(
      String field, TableId target, Column own, Column ownLink, Column targetLink, Column key) {
    return new Relation(
        field,
        target,
        true,
        List.of(),
        new Through(POST_TAGS, List.of(new Link(own, ownLink)), List.of(new Link(targetLink, key))),
        false,
        true,
        "c",
        false,
        false);
  }
}
