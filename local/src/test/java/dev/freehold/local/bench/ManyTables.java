package dev.freehold.local.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Tables of nine columns. Each refers to Users and, in chains of ten, to the one before. */
record ManyTables(Connection database, int count) {
  /** The field that lists the rows of one of them. */
  static String list(int number) {
    return "t%03dRecordsList".formatted(number);
  }

  static String name(int number) {
    return "t%03d_records".formatted(number);
  }

  /** Makes all of them in one transaction, as the API's role. */
  void create() throws SQLException {
    BenchTables.run(
        database,
        """
        do $$ begin
          set local role freehold;
          for n in 0..%d loop
            execute format('create table public.%%I (id bigint generated always as identity primary key,
              name text not null, note text, amount numeric(12, 2), done boolean default false,
              due date, created_at timestamptz not null default now(),
              owner_id uuid references freehold.users, previous_id bigint references public.%%I)',
              't' || lpad(n::text, 3, '0') || '_records',
              't' || lpad((n - sign(n %% 10))::text, 3, '0') || '_records');
          end loop;
        end $$
        """
            .formatted(count - 1));
  }

  void drop() throws SQLException {
    // One by one: each needs several locks.
    for (int n = 0; n < count; n++) {
      BenchTables.run(database, "drop table if exists " + name(n) + " cascade");
    }
  }
}
