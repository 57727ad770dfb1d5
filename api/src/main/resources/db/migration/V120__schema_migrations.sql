-- What administrators changed of the company's tables through GraphQL, in order: to be run again elsewhere. Never changed.
create table freehold.schema_migrations (
  id         bigint generated always as identity primary key,
  name       text not null,
  statements text[] not null check (cardinality(statements) > 0),
  created_at timestamptz not null default now(),
  -- An actor, as in the audit log.
  created_by text not null
);

-- For tables of the company's that have such a column.
create function freehold.set_updated_at() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.updated_at := pg_catalog.now();
  return new;
end $$;
