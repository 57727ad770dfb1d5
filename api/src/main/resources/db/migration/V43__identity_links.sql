-- An identity that was taken from a user is not given back to him by its e-mail.
create table freehold.identity_separations (
  profile_id uuid not null references freehold.profiles on delete cascade,
  subject    text not null check (length(subject) between 1 and 255),
  user_id    uuid not null references freehold.users on delete cascade,
  created_at timestamptz not null default now(),
  primary key (profile_id, subject, user_id)
);
create index identity_separations_user on freehold.identity_separations (user_id);

-- E-mails are compared with only A to Z folded: what other letters fold into is somebody else's address (the Kelvin sign becomes a k).
create index users_email_ascii on freehold.users (lower(email collate "C"));
