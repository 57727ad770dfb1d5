-- Tokens that no longer count although they have not expired. Looked at on every request, kept with the remembered caller.

-- A log-in session of a profile's issuer (the claim sid) that ended, or whose older tokens no longer count.
create table freehold.ended_sessions (
  profile_id uuid not null references freehold.profiles on delete cascade,
  session_id text not null check (session_id ~ '^[!-~]{1,255}$'),
  subject    text not null check (length(subject) between 1 and 255),
  -- Tokens of the session issued before this second are refused; null: all of them, for good.
  not_before bigint,
  ended_at   timestamptz not null default now(),
  primary key (profile_id, session_id)
);
create index ended_sessions_ended on freehold.ended_sessions (ended_at);

-- Tokens issued before a second are refused: those of one identity, or with an empty subject all of the profile's.
create table freehold.revocations (
  profile_id uuid not null references freehold.profiles on delete cascade,
  subject    text not null check (length(subject) <= 255),
  not_before bigint not null,
  updated_at timestamptz not null default now(),
  primary key (profile_id, subject)
);

-- Sessions to be ended at the issuer: revoked here already, carried out there as soon as it answers.
create table freehold.session_endings (
  profile_id   uuid not null references freehold.profiles on delete cascade,
  subject      text not null check (length(subject) between 1 and 255),
  requested_at timestamptz not null default now(),
  attempts     integer not null default 0,
  due_at       timestamptz not null default now(),
  last_error   text,
  primary key (profile_id, subject)
);
create index session_endings_due on freehold.session_endings (due_at);

create function freehold.tell_revocation() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'ended_sessions' then
      perform pg_notify('freehold', 'session ' || new.profile_id || ' ' || new.session_id || ' ' || new.subject);
    else
      if new.subject = '' then
        perform pg_notify('freehold', 'issued ' || new.profile_id);
      else
        perform pg_notify('freehold', 'identity ' || new.profile_id || ' ' || new.subject);
      end if;
  end case;
  return null;
end $$;

create trigger tell_change after insert or update on freehold.ended_sessions for each row
  execute function freehold.tell_revocation();
create trigger tell_change after insert or update on freehold.revocations for each row
  execute function freehold.tell_revocation();
