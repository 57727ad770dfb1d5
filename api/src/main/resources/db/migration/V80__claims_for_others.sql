-- What tokens of built-in profiles say to other services: Keycloak is told of every account whose user or roles changed.

-- Each telling of an account has a higher version than those before, whoever made it.
create sequence freehold.claims_versions;

-- A profile whose tokens say something (built_in.claims); made and removed with that setting.
create table freehold.claims_feeds (
  profile_id uuid primary key references freehold.profiles on delete cascade,
  -- All accounts after this subject are still to be told; null: only those that change.
  pass_after text default '',
  -- After a failure, when to go on.
  due_at     timestamptz not null default now(),
  attempts   integer not null default 0,
  last_error text
);

-- Accounts of which Keycloak is to be told. Noted whatever the setting: whether it is on is known for certain only to who tells,
-- since a transaction that switches it on may commit beside one that changes a role.
create table freehold.claims_changes (
  profile_id uuid not null references freehold.profiles on delete cascade,
  subject    text not null check (length(subject) between 1 and 255),
  -- Of the last claim.
  version    bigint not null default 0,
  -- Who is telling; taken away by a later change.
  lease      uuid,
  due_at     timestamptz not null default now(),
  primary key (profile_id, subject)
);
create index claims_changes_due on freehold.claims_changes (due_at);
create index claims_changes_lease on freehold.claims_changes (lease) where lease is not null;

create function freehold.note_claims() returns trigger language plpgsql as $$
declare
  changed record;
  person  uuid;
begin
  if tg_op = 'DELETE' then changed := old; else changed := new; end if;
  if tg_table_name = 'identities' then
    insert into freehold.claims_changes as c (profile_id, subject)
    select p.id, changed.subject from freehold.profiles p where p.id = changed.profile_id and p.type = 'BUILT_IN'
    on conflict (profile_id, subject) do update set lease = null, due_at = least(c.due_at, excluded.due_at);
  else
    if tg_table_name = 'users' then person := changed.id; else person := changed.user_id; end if;
    insert into freehold.claims_changes as c (profile_id, subject)
    select i.profile_id, i.subject from freehold.identities i
      join freehold.profiles p on p.id = i.profile_id and p.type = 'BUILT_IN'
    where i.user_id = person order by i.profile_id, i.subject
    on conflict (profile_id, subject) do update set lease = null, due_at = least(c.due_at, excluded.due_at);
  end if;
  if found and exists (select 1 from freehold.claims_feeds) then
    perform pg_notify('freehold', 'claims');
  end if;
  return null;
end $$;

create trigger note_claims after insert or delete on freehold.identities for each row execute function freehold.note_claims();
create trigger note_claims_change after update on freehold.identities for each row
  when (old.user_id is distinct from new.user_id or old.enabled is distinct from new.enabled) execute function freehold.note_claims();
create trigger note_claims after update on freehold.users for each row
  when (old.status is distinct from new.status) execute function freehold.note_claims();
create trigger note_claims after insert or delete on freehold.user_roles for each row execute function freehold.note_claims();

-- Whoever has the role has another name of it now.
create function freehold.note_renamed_role() returns trigger language plpgsql as $$
begin
  update freehold.claims_feeds set pass_after = '';
  perform pg_notify('freehold', 'claims');
  return null;
end $$;

create trigger note_claims after update on freehold.roles for each row
  when (old.name is distinct from new.name) execute function freehold.note_renamed_role();

create function freehold.follow_claims() returns trigger language plpgsql as $$
begin
  if new.built_in->>'claims' is null then
    delete from freehold.claims_feeds where profile_id = new.id;
  else
    insert into freehold.claims_feeds (profile_id) values (new.id)
    on conflict (profile_id) do update set pass_after = '', due_at = now(), attempts = 0, last_error = null;
    perform pg_notify('freehold', 'claims');
  end if;
  return null;
end $$;

create trigger follow_claims after update on freehold.profiles for each row
  when (old.built_in->'claims'->'since' is distinct from new.built_in->'claims'->'since') execute function freehold.follow_claims();
