-- Has PostgreSQL tell the API's nodes when a table is made, changed or dropped, so that they need not look for it every second.
-- For a superuser, once, in the database with the schema freehold, before the nodes start (again does no harm):
--   psql --set ON_ERROR_STOP=1 --dbname freehold --file event-triggers.sql
-- To be rid of it: drop schema freehold_ddl cascade;
begin;
create schema if not exists freehold_ddl;
revoke all on schema freehold_ddl from public;

-- The function runs with the rights of whoever changes a table, superusers among them: nobody else may be able to replace it.
do $$
begin
  if (select nspowner <> current_user::regrole from pg_catalog.pg_namespace where nspname = 'freehold_ddl') then
    raise exception 'The schema freehold_ddl belongs to somebody else: drop it, or run this as its owner';
  end if;
end $$;
drop event trigger if exists freehold_ddl;
drop event trigger if exists freehold_drop;
drop function if exists freehold_ddl.tell();

create function freehold_ddl.tell() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
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
exception when others then
  -- Nobody's change fails because of this; the nodes look once a minute all the same.
  null;
end $$;
revoke all on function freehold_ddl.tell() from public;

create event trigger freehold_ddl on ddl_command_end execute function freehold_ddl.tell();
create event trigger freehold_drop on sql_drop execute function freehold_ddl.tell();
commit;
