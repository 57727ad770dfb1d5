-- Whether applications may send passwords to the API, which passes them on to the realm.
alter table freehold.profiles add column native_log_in boolean not null default false;

-- The client through which the API does so. Its secret is made by the API and sealed.
create table freehold.native_clients (
  profile_id uuid primary key references freehold.profiles on delete cascade,
  secret     text not null,
  created_at timestamptz not null default now()
);

-- One-time codes for a forgotten password, at most one for an account.
create table freehold.reset_codes (
  profile_id uuid not null references freehold.profiles on delete cascade,
  -- SHA-256, in hexadecimal, of the address it was mailed to.
  address    text not null check (length(address) = 64),
  subject    text not null,
  -- The code's hash, sealed: a hash alone of so short a text could be searched through.
  code       text not null,
  attempts   int not null default 0,
  expires_at timestamptz not null,
  primary key (profile_id, address)
);
create index reset_codes_expires_at on freehold.reset_codes (expires_at);
