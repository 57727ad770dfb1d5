-- Somebody is asked to join. What the invitation gives is said here and nowhere else; the link's secret is kept as a hash.
create table freehold.invitations (
  id          uuid primary key,
  profile_id  uuid not null references freehold.profiles on delete cascade,
  email       text not null check (length(email) between 3 and 254),
  message     text check (length(message) <= 2000),
  hash        text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  status      text not null default 'PENDING' check (status in ('PENDING', 'ACCEPTED', 'CANCELLED')),
  -- The account made for it when its link was first opened.
  subject     text,
  expires_at  timestamptz not null,
  invited_by  text not null,
  accepted_by uuid references freehold.users on delete set null,
  accepted_at timestamptz,
  created_at  timestamptz not null default now(),
  sent_at     timestamptz not null default now()
);
create unique index invitations_pending on freehold.invitations (profile_id, lower(email)) where status = 'PENDING';
create index invitations_subject on freehold.invitations (profile_id, subject) where status = 'PENDING';

create table freehold.invitation_roles (
  invitation_id uuid not null references freehold.invitations on delete cascade,
  role_id       uuid not null references freehold.roles on delete cascade,
  primary key (invitation_id, role_id)
);
create index invitation_roles_role on freehold.invitation_roles (role_id);
