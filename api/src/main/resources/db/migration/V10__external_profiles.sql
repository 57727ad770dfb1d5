-- Profiles of issuers that are no realm of our own Keycloak: any OpenID provider, Auth0.
alter table freehold.profiles drop constraint profiles_type_check;
alter table freehold.profiles
  -- A profile that is switched off: its tokens are not accepted, everything else stays.
  add column enabled boolean not null default true,
  -- What only such profiles have; ExternalSettings is its shape.
  add column external jsonb,
  add constraint profiles_type_check check (type in ('BUILT_IN', 'OPENID', 'AUTH0')),
  add constraint profiles_realm_of_type check ((type = 'BUILT_IN') = (realm is not null)),
  add constraint profiles_external_of_type check ((type = 'BUILT_IN') = (external is null));

-- Tokens are matched exactly, but two issuers that people would take for the same are not allowed beside each other.
create unique index profiles_issuer_alike on freehold.profiles (lower(rtrim(issuer, '/')));
