-- What roles may do with tables. A row allows; where there is none it is denied.
create table freehold.permissions (
  role_id      uuid not null references freehold.roles on delete cascade,
  -- As PostgreSQL spells them; the table may be in another database.
  table_schema text not null check (length(table_schema) between 1 and 63),
  table_name   text not null check (length(table_name) between 1 and 63),
  action       text not null check (action in ('READ', 'CREATE', 'UPDATE', 'DELETE')),
  -- Names of columns, and fields of relations; both null: all of the table, those added later too.
  columns      text[],
  relations    text[],
  -- Which rows, and what written rows must satisfy, in the filter language; null: all, and the rule.
  rule         jsonb check (jsonb_typeof(rule) = 'object' and rule <> '{}'),
  row_check    jsonb check (jsonb_typeof(row_check) = 'object' and row_check <> '{}'),
  -- Column to constant or variable.
  presets      jsonb not null default '{}' check (jsonb_typeof(presets) = 'object'),
  max_rows     integer check (max_rows > 0),
  max_depth    integer check (max_depth >= 0),
  aggregates   boolean not null default true,
  updated_at   timestamptz not null default now(),
  primary key (role_id, table_schema, table_name, action),
  check ((columns is null) = (relations is null)),
  -- The platform's other tables are nobody's.
  check (table_schema <> 'freehold' or table_name = 'users'),
  -- A row that is made was not there to be chosen.
  check (action <> 'CREATE' or rule is null),
  check (action in ('CREATE', 'UPDATE') or (row_check is null and presets = '{}')),
  check (action = 'READ' or (max_rows is null and max_depth is null and aggregates))
);

create function freehold.tell_permissions() returns trigger language plpgsql as $$
begin
  perform pg_notify('freehold', 'permissions');
  return null;
end $$;

create trigger tell_change after insert or update or delete or truncate on freehold.permissions
  for each statement execute function freehold.tell_permissions();
-- Changes and removals of roles are told already; a new one must be known before somebody has it.
create trigger tell_new after insert on freehold.roles
  for each statement execute function freehold.tell_permissions();
