-- The platform's own tables. Keys are UUID version 7 made by the API. What must never be wrong is a constraint here.

create table freehold.roles (
  id          uuid primary key,
  name        text not null check (name = btrim(name) and length(name) between 1 and 100),
  description text,
  -- Administrator and Guest: neither renamed nor deleted.
  built_in    boolean not null default false,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create unique index roles_name on freehold.roles (lower(name));

create table freehold.profiles (
  id                  uuid primary key,
  name                text not null check (name = btrim(name) and length(name) between 1 and 100),
  type                text not null check (type in ('BUILT_IN')),
  is_default          boolean not null default false,
  issuer              text not null unique,
  client_id           text not null,
  realm               text unique check (realm ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' and realm <> 'master'),
  sign_up_mode        text not null check (sign_up_mode in ('OPEN', 'DOMAINS', 'OFF')),
  sign_up_domains     text[] not null default '{}',
  callback_urls       text[] not null check (cardinality(callback_urls) > 0),
  logout_urls         text[] not null check (cardinality(logout_urls) > 0),
  brand_name          text,
  brand_logo          text,
  brand_primary_color text check (brand_primary_color ~ '^#[0-9a-f]{6}$'),
  status              text not null default 'PENDING' check (status in ('PENDING', 'READY', 'FAILED', 'DELETING')),
  status_reason       text,
  -- Counts changes, so that a slow provisioning does not call a later change done.
  revision            bigint not null default 1,
  -- When sign-up was first possible. Before that, nobody can have registered himself in the realm.
  opened_at           timestamptz,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  check (type <> 'BUILT_IN' or realm is not null),
  check (sign_up_mode <> 'DOMAINS' or cardinality(sign_up_domains) > 0)
);
create unique index profiles_name on freehold.profiles (lower(name));
create unique index profiles_one_default on freehold.profiles (is_default) where is_default;

-- Roles a user is given when an identity of the profile is linked.
create table freehold.profile_roles (
  profile_id uuid not null references freehold.profiles on delete cascade,
  role_id    uuid not null references freehold.roles on delete cascade,
  primary key (profile_id, role_id)
);

create table freehold.users (
  id             uuid primary key,
  -- An attribute, not a key: it may change, be absent, and be claimed by several as long as it is not verified.
  email          text,
  email_verified boolean not null default false,
  first_name     text,
  last_name      text,
  status         text not null default 'ACTIVE' check (status in ('ACTIVE', 'DISABLED')),
  -- The type of the profile through which the user first came.
  origin         text not null,
  timezone       text,
  avatar         text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check (email is not null or not email_verified)
);
create index users_email on freehold.users (lower(email));

-- A user's link to an issuer (the profile's) and subject. One without a user is a tombstone: it was deleted at its issuer.
create table freehold.identities (
  profile_id     uuid not null references freehold.profiles on delete cascade,
  subject        text not null check (length(subject) between 1 and 255),
  user_id        uuid references freehold.users on delete cascade,
  -- What the issuer said last. The user's own attributes follow only when the issuer says something else.
  email          text,
  first_name     text,
  last_name      text,
  email_verified boolean not null default false,
  enabled        boolean not null default true,
  -- The sequence of the last event applied; 0 when none was.
  sequence       bigint not null default 0,
  last_login_at  timestamptz,
  deleted_at     timestamptz,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (profile_id, subject),
  check ((user_id is null) = (deleted_at is not null))
);
create index identities_user on freehold.identities (user_id);

create table freehold.user_roles (
  user_id    uuid not null references freehold.users on delete cascade,
  role_id    uuid not null references freehold.roles on delete cascade,
  granted_at timestamptz not null default now(),
  primary key (user_id, role_id)
);
create index user_roles_role on freehold.user_roles (role_id);

-- Every event taken, so that a repetition is recognized by its id.
create table freehold.inbox (
  webhook_id  text primary key check (length(webhook_id) between 1 and 255),
  type        text not null,
  profile_id  uuid references freehold.profiles on delete cascade,
  subject     text,
  sequence    bigint,
  outcome     text not null,
  received_at timestamptz not null default now()
);
create index inbox_received on freehold.inbox (received_at);

-- Tells every API node what its caches must forget. Sent at commit, whoever made the change.
create function freehold.tell_change() returns trigger language plpgsql as $$
declare
  changed record;
begin
  if tg_op = 'DELETE' then changed := old; else changed := new; end if;
  case tg_table_name
    when 'users' then perform pg_notify('freehold', 'user ' || changed.id);
    when 'user_roles' then perform pg_notify('freehold', 'user ' || changed.user_id);
    when 'identities' then perform pg_notify('freehold', 'identity ' || changed.profile_id || ' ' || changed.subject);
    when 'roles' then perform pg_notify('freehold', 'roles');
    else perform pg_notify('freehold', 'profiles');
  end case;
  return null;
end $$;

-- Nothing caches the absence of a user or an identity, so their insertion is no news.
create trigger tell_change after update on freehold.users for each row
  when (old.status is distinct from new.status or old.email is distinct from new.email) execute function freehold.tell_change();
create trigger tell_removal after delete on freehold.users for each row execute function freehold.tell_change();
create trigger tell_change after update on freehold.identities for each row
  when (old.user_id is distinct from new.user_id or old.enabled is distinct from new.enabled) execute function freehold.tell_change();
create trigger tell_removal after delete on freehold.identities for each row execute function freehold.tell_change();
create trigger tell_change after insert or delete on freehold.user_roles for each row execute function freehold.tell_change();
create trigger tell_change after update or delete on freehold.roles for each row execute function freehold.tell_change();
create trigger tell_change after insert or update or delete on freehold.profiles for each row execute function freehold.tell_change();
