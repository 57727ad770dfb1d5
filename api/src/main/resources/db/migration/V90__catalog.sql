-- What administrators decided about the company's tables. By name: the tables may be in another database, or not there yet.
create table freehold.table_settings (
  table_schema text not null,
  table_name   text not null,
  exposed      boolean not null default true,
  -- Names in GraphQL; null: derived from the table's.
  one          text check (one ~ '^[_A-Za-z][_0-9A-Za-z]*$' and one !~ '^__' and length(one) <= 100),
  plural       text check (plural ~ '^[_A-Za-z][_0-9A-Za-z]*$' and plural !~ '^__' and length(plural) <= 100),
  -- The column that marks deleted rows; null: rows are removed.
  soft_delete  text,
  -- From column to field.
  fields       jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  -- {"constraint", "side", "field"} of each relation that has a name of its own.
  relations    jsonb not null default '[]' check (jsonb_typeof(relations) = 'array'),
  updated_at   timestamptz not null default now(),
  primary key (table_schema, table_name)
);

create function freehold.tell_catalog() returns trigger language plpgsql as $$
begin
  perform pg_notify('freehold', 'catalog settings');
  return null;
end $$;

create trigger tell_change after insert or update or delete on freehold.table_settings for each statement
  execute function freehold.tell_catalog();

-- Tells every API node of a change of tables. Called by event triggers that the API makes where its role may, in the session and
-- with the rights of whoever makes the change: so it depends on no search_path, and it never stands in the way.
create function freehold.tell_ddl() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  relevant boolean := true;
begin
  begin
    if tg_event = 'sql_drop' then
      relevant := exists (select from pg_event_trigger_dropped_objects() where not is_temporary);
    else
      relevant := exists (select from pg_event_trigger_ddl_commands() where schema_name is distinct from 'pg_temp');
    end if;
  exception when others then
    -- Rather once too often.
    relevant := true;
  end;
  if relevant then
    perform pg_notify('freehold', 'catalog ddl');
  end if;
end $$;
