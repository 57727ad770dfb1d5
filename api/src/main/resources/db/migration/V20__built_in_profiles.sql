-- How the realm of a built-in profile lets people in; BuiltInSettings is its shape. Null: as usual.
alter table freehold.profiles
  add column built_in jsonb,
  add constraint profiles_built_in_of_type check (type = 'BUILT_IN' or built_in is null);

-- The secrets among those settings, sealed, or the reference to an environment variable.
create table freehold.profile_secrets (
  profile_id uuid not null references freehold.profiles on delete cascade,
  name       text not null check (length(name) between 1 and 100),
  value      text not null,
  -- Written to the realm beside the secret, which Keycloak does not show: so a changed one is noticed.
  version    uuid not null,
  primary key (profile_id, name)
);
