package dev.freehold.api.leak;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables in which much is hidden: whatever has {@code veiled} in its name or value. */
final class Bookshop {
  static final String TABLES =
      """
      create type veiled_kind as enum ('veiledgold', 'veiledlead');
      create table authors (id int primary key, name text unique, region text not null,
        veiled_salary int default 13, veiled_tags text[],
        constraint veiled_salary_check check (veiled_salary <> 13 or name <> 'Break'));
      create table posts (id int primary key, title text, draft boolean not null,
        amount int not null, veiled_note text unique, veiled_at timestamptz,
        author_id int references authors on delete set null,
        owner_id uuid references freehold.users on delete set null);
      alter table freehold.users add column pen text, add column veiled_badge text unique,
        add column veiled_rank int;
      create table labels (id int primary key, name text unique, veiled_weight numeric);
      create table post_labels (post_id int references posts on delete cascade,
        label_id int references labels on delete cascade, primary key (post_id, label_id));
      create table veiled_vaults (id int primary key, code text unique, kind veiled_kind,
        post_id int references posts on delete set null,
        author_id int references authors on delete set null);
      """;

  /** What there is. */
  private static final String WORLD =
      """
      delete from veiled_vaults; delete from post_labels; delete from labels; delete from posts;
      delete from authors;
      insert into authors values (1, 'Ann', 'open', 100, '{veiledtag}'), (2, 'Bea', 'open', 200, '{}'),
        (6003, 'veiled Cid', 'closed', 300, null), (6004, 'veiled Dan', 'closed', 400, '{veiledtag}');
      insert into posts values
        (1, 'First', false, 200, 'veiled note 1', '2026-01-01', 1),
        (2, 'Second', false, 10, 'veiled note 2', '2026-01-02', 2),
        (7003, 'veiled Third', true, 20, 'veiled note 3', '2026-01-03', 1),
        (7004, 'veiled Fourth', true, 300, 'veiled note 4', '2026-01-04', 6003),
        (5, 'Fifth', false, 50, 'veiled note 5', '2026-01-05', 6003);
      insert into freehold.users (id, origin) values ('00000000-0000-7000-8000-000000000001', 'BUILT_IN'),
        ('00000000-0000-7000-8000-000000000002', 'BUILT_IN') on conflict do nothing;
      update freehold.users set pen = 'ink', veiled_rank = null, veiled_badge = null;
      update freehold.users set veiled_rank = 7, veiled_badge = 'veiled badge' where id = '00000000-0000-7000-8000-000000000001';
      update posts set owner_id = '00000000-0000-7000-8000-000000000001';
      insert into labels values (1, 'red', 1.5), (2, 'blue', 2.5);
      insert into post_labels values (1, 1), (2, 2), (7003, 1), (7004, 2);
      insert into veiled_vaults values (1, 'veiled code', 'veiledgold', 1, 1),
        (2, 'veiled code 2', 'veiledlead', 7003, 6003);
      """;

  /** Further rows, which stay where they are hidden. */
  private static final String MORE =
      """
      insert into authors values (90, 'veiled Eve', 'closed', 50, '{veiledtag}');
      insert into posts values (90, 'veiled More', true, 30, 'veiled note 90', '2026-01-06', 1);
      insert into labels values (90, 'veiled green', 9);
      insert into post_labels values (90, 1);
      insert into veiled_vaults values (90, 'veiled code 90', 'veiledgold', 2, 2);
      """;

  private static final List<String> ID = List.of("id", "name");
  private static final String OPEN = "{region: {equals: open}}";
  private static final String PUBLISHED = "{draft: {equals: false}}";

  static final List<Right> RIGHTS =
      List.of(
          read("Guest", "posts", List.of("id", "title"), List.of("author"), PUBLISHED, "not draft"),
          read("Guest", "authors", ID, List.of("posts"), OPEN, "region = 'open'"),
          read(
              "Wide",
              "posts",
              List.of("id", "title"),
              List.of("author", "labels", "owner"),
              PUBLISHED,
              "not draft"),
          read("Wide", "users", List.of("id", "pen"), List.of(), null, null),
          read("Wide", "labels", ID, List.of("posts"), null, null),
          read("Wide", "authors", ID, List.of("posts"), null, null),
          read(
              "Wide",
              "post_labels",
              null,
              null,
              "{post: {draft: {equals: false}}}",
              "post_id in (select p.id from posts p where not p.draft)"),
          read("Own", "posts", null, null, "{amount: {gt: 100}}", "amount > 100"),
          read(
              "Writer",
              "posts",
              List.of("id", "title", "draft"),
              List.of("author"),
              PUBLISHED,
              "not draft"),
          read("Writer", "authors", ID, List.of(), OPEN, "region = 'open'"),
          write("create", List.of("id", "title", "draft", "amount"), null),
          write("update", List.of("title"), "{amount: {lt: 100}}"),
          write("delete", List.of(), "{amount: {lt: 100}}"),
          new Right(
              "Writer",
              "authors",
              "create",
              List.of("id", "name", "region"),
              List.of(),
              null,
              null));

  /** Keys, and what rules ask: what they say decides what is hidden. */
  private static final Set<String> KEPT =
      Set.of("id", "draft", "amount", "region", "author_id", "post_id", "label_id", "owner_id");

  private Bookshop() {}

  private static Right read(
      String role,
      String table,
      List<String> columns,
      List<String> relations,
      String rule,
      String where) {
    return new Right(role, table, "read", columns, relations, rule, where);
  }

  private static Right write(String action, List<String> columns, String rule) {
    return new Right(
        "Writer",
        "posts",
        action,
        columns,
        columns.isEmpty() ? List.of() : List.of("author"),
        rule,
        null);
  }

  static String permissions() {
    StringBuilder yaml = new StringBuilder("version: 1\nroles:\n");
    RIGHTS.stream()
        .collect(Collectors.groupingBy(Right::role))
        .forEach((role, rights) -> {
          yaml.append("  ").append(role).append(":\n    tables:\n");
          rights.stream()
              .collect(Collectors.groupingBy(Right::table))
              .forEach((table, some) -> {
                yaml.append(table.equals("users") ? "      freehold." : "      public.")
                    .append(table)
                    .append(":\n");
                some.forEach(right ->
                    yaml.append("        ")
                        .append(right.action())
                        .append(": ")
                        .append(right.yaml())
                        .append('\n'));
              });
        });
    return yaml.toString();
  }

  static void restore(Store store) {
    store.execute(WORLD);
  }

  /** All that is hidden from the visitor becomes something else; what he sees stays. */
  static void change(Store store, Visitor visitor, List<Table> tables) {
    store.execute(WORLD + MORE + others(visitor, tables));
  }

  /** Statements by which what is hidden from the visitor, and is not a further row, is another. */
  static String others(Visitor visitor, List<Table> tables) {
    StringBuilder sql = new StringBuilder();
    for (Table table : tables) {
      String name = table.id().toString();
      boolean hasId = table.column("id").isPresent() && !table.id().equals(TableId.USERS);
      if (hasId) {
        // Of the further rows, those that would show.
        sql.append("delete from %s where id = 90 and %s;".formatted(name, visitor.rows(table)));
        sql.append(
            "delete from %1$s where id = (select min(id) from %1$s where id <> 90 and not %2$s);"
                .formatted(name, visitor.rows(table)));
      }
      for (Column column : table.columns()) {
        if (!KEPT.contains(column.name())) {
          sql.append(
              "update %s set %s = %s where not %s;"
                  .formatted(name, column.name(), other(column), visitor.cells(table, column)));
        }
      }
    }
    return sql.toString();
  }

  private static String other(Column column) {
    String name = column.name();
    return switch (column.type().sqlType()) {
      case "text" -> "'veiled other ' || id";
      case "text[]" -> "'{veiledother}'";
      case "timestamptz" -> "coalesce(" + name + ", now()) + interval '40 days'";
      case "public.veiled_kind", "\"public\".\"veiled_kind\"", "veiled_kind" -> "'veiledlead'";
      default -> "coalesce(-3 * " + name + ", 5)";
    };
  }
}
