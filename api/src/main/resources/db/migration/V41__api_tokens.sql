-- Bearers without a user, for services. Of the secret only its hash is kept.
create table freehold.api_tokens (
  id           uuid primary key,
  name         text not null check (name = btrim(name) and length(name) between 1 and 100),
  -- SHA-256 of the whole token. The token has 256 random bits, so a slow hash would protect nothing.
  hash         text not null check (hash ~ '^[0-9a-f]{64}$'),
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  -- As the audit log names who made it.
  created_by   text not null,
  -- The token that made it, whose revocation and removal take it along.
  parent_id    uuid references freehold.api_tokens on delete cascade,
  created_at   timestamptz not null default now()
);
create unique index api_tokens_name on freehold.api_tokens (lower(name));
create index api_tokens_parent on freehold.api_tokens (parent_id);

create table freehold.api_token_roles (
  token_id uuid not null references freehold.api_tokens on delete cascade,
  role_id  uuid not null references freehold.roles on delete cascade,
  primary key (token_id, role_id)
);
create index api_token_roles_role on freehold.api_token_roles (role_id);

create function freehold.tell_api_token() returns trigger language plpgsql as $$
begin
  perform pg_notify('freehold', 'apitoken ' || old.id);
  return null;
end $$;

-- The last use decides about nobody, and a removed role is told with the role.
create trigger tell_change after update on freehold.api_tokens for each row
  when (old.revoked_at is distinct from new.revoked_at or old.expires_at is distinct from new.expires_at or old.hash is distinct from new.hash)
  execute function freehold.tell_api_token();
create trigger tell_removal after delete on freehold.api_tokens for each row execute function freehold.tell_api_token();
