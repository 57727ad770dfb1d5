create table todos (
  id uuid primary key default uuidv7(),
  title text not null check (title <> ''),
  done boolean not null default false,
  shared boolean not null default false,
  owner_id uuid not null references freehold.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
comment on column todos.shared is 'Whether everybody sees it on the public list';
create index on todos (owner_id);
create index on todos (shared) where shared;
