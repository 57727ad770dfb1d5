-- Secrets that others refer to by name. The value is sealed: encrypted with FREEHOLD_ENCRYPTION_KEY.
create table freehold.environment_variables (
  id         uuid primary key,
  name       text not null unique check (name ~ '^[A-Z_][A-Z0-9_]{0,99}$'),
  sealed     text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
