-- What changes in tables that somebody subscribed to. The API runs this file once more where the company's tables are in another
-- database: it has the schema freehold there for this alone.

-- A node that is listening. Its session holds the advisory lock (1179142215, id), so that writers see when it is gone.
create table freehold.change_leases (
  id          integer primary key generated always as identity,
  -- When a writer first found the lock free; null while it was held.
  orphaned_at timestamptz
);

-- The tables that somebody subscribed to at that node.
create table freehold.change_watches (
  lease        integer not null references freehold.change_leases on delete cascade,
  table_schema text not null,
  table_name   text not null,
  primary key (table_schema, table_name, lease)
);
create index change_watches_lease on freehold.change_watches (lease);

create table freehold.changes (
  -- Changes of one row come in the order of their transactions: the second waits for the first one's end.
  id           bigint primary key generated always as identity,
  xid          xid8 not null default pg_current_xact_id(),
  table_schema text not null,
  table_name   text not null,
  -- Both null: too much to be told one by one, or all of the table's rows at once.
  old_row      jsonb,
  new_row      jsonb
);
create index changes_xid on freehold.changes (xid);

-- Whether a write must be noted. A node may lose its session and come back: what happens meanwhile is noted for two minutes.
create function freehold.change_wanted(of_schema text, of_name text) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  lease record;
  wanted boolean := false;
begin
  for lease in select l.id, l.orphaned_at from freehold.change_watches w join freehold.change_leases l on l.id = w.lease
      where w.table_schema = of_schema and w.table_name = of_name loop
    if not pg_try_advisory_lock_shared(1179142215, lease.id) then
      wanted := true;
    else
      perform pg_advisory_unlock_shared(1179142215, lease.id);
      if lease.orphaned_at is null then
        wanted := true;
        update freehold.change_leases l set orphaned_at = clock_timestamp()
          where l.id = (select o.id from freehold.change_leases o where o.id = lease.id and o.orphaned_at is null for update skip locked);
      elsif lease.orphaned_at > clock_timestamp() - interval '2 minutes' then
        wanted := true;
      else
        delete from freehold.change_leases l
          where l.id = (select o.id from freehold.change_leases o where o.id = lease.id for update skip locked);
      end if;
    end if;
  end loop;
  return wanted;
end $$;

-- Called by triggers, with the rights of the log's owner: whoever writes to the table needs none. Columns of the table may have any
-- name, so whatever is not one of them is written with the function's or the block's name before it.
create function freehold.note_changes() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
<<noting>>
declare
  most constant integer := 1000;
  key_columns text[];
  noted bigint := 0;
  many boolean := false;
begin
  if not exists (select from freehold.change_watches w where w.table_schema = note_changes.tg_table_schema
        and w.table_name = note_changes.tg_table_name)
      or not freehold.change_wanted(tg_table_schema, tg_table_name) then
    return null;
  end if;
  begin
    -- Such a cast is called for values of its type: it would run with the rights of the log's owner.
    if exists (select from pg_cast c join pg_proc p on p.oid = c.castfunc join pg_roles o on o.oid = p.proowner
        where c.casttarget = 'json'::regtype and c.castsource >= 16384 and not o.rolsuper and o.rolname <> current_user) then
      raise exception 'a cast to json is not trusted';
    end if;
    case tg_op
      when 'INSERT' then
        many := (select count(*) from (select from new_rows limit noting.most + 1) n) > most;
        if not many then
          insert into freehold.changes (table_schema, table_name, new_row)
            select note_changes.tg_table_schema, note_changes.tg_table_name, to_jsonb(n.*) from new_rows n;
        end if;
      when 'DELETE' then
        many := (select count(*) from (select from old_rows limit noting.most + 1) o) > most;
        if not many then
          insert into freehold.changes (table_schema, table_name, old_row)
            select note_changes.tg_table_schema, note_changes.tg_table_name, to_jsonb(o.*) from old_rows o;
        end if;
      when 'UPDATE' then
        many := (select count(*) from (select from new_rows limit noting.most + 1) n) > most;
        if not many then
          select array_agg(a.attname::text order by a.attnum) into key_columns from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = tg_relid and i.indisprimary;
          -- A row whose key is changed is another row.
          insert into freehold.changes (table_schema, table_name, old_row, new_row)
            select note_changes.tg_table_schema, note_changes.tg_table_name, b.r, a.r
            from (select to_jsonb(o.*) as r, (select jsonb_agg(to_jsonb(o.*) -> k.k) from unnest(noting.key_columns) k(k)) as key
                  from old_rows o) b
            full join (select to_jsonb(n.*) as r, (select jsonb_agg(to_jsonb(n.*) -> k.k) from unnest(noting.key_columns) k(k)) as key
                       from new_rows n) a on a.key = b.key
            where a.r is distinct from b.r;
        end if;
      else
        many := true;
    end case;
    get diagnostics noted = row_count;
    if many then
      insert into freehold.changes (table_schema, table_name) values (tg_table_schema, tg_table_name);
      noted := 1;
    end if;
    if noted > 0 then
      perform pg_notify('freehold_changes', pg_current_xact_id()::text);
    end if;
  exception when others then
    -- Nobody's write fails because somebody else wants to hear of it.
    raise log 'Changes of %.% could not be noted: %', tg_table_schema, tg_table_name, sqlerrm;
    perform pg_notify('freehold_changes', 'lost ' || json_build_array(tg_table_schema, tg_table_name));
  end;
  return null;
end $$;
revoke all on function freehold.note_changes() from public;
revoke all on function freehold.change_wanted(text, text) from public;

-- Has the table tell of its changes. For the API, or for whoever owns the table.
create function freehold.watch(relation regclass) returns void language plpgsql as $$
declare
  event record;
begin
  for event in select * from (values ('insert', 'referencing new table as new_rows'),
      ('update', 'referencing old table as old_rows new table as new_rows'),
      ('delete', 'referencing old table as old_rows'), ('truncate', '')) e(name, rows) loop
    if not exists (select from pg_trigger t where t.tgrelid = relation and t.tgname = 'freehold_note_' || event.name
        and t.tgfoid = 'freehold.note_changes'::regproc and t.tgenabled in ('O', 'A')) then
      execute format('create or replace trigger freehold_note_%s after %s on %s %s for each statement execute function freehold.note_changes()',
        event.name, event.name, relation, event.rows);
    end if;
  end loop;
end $$;
