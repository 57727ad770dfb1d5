-- Comparisons of a realm with the identities known of it. A row is also the place where an interrupted one goes on.
create table freehold.reconciliation_runs (
  id           uuid primary key,
  profile_id   uuid not null references freehold.profiles on delete cascade,
  -- "schedule", or who asked, as the audit log names him.
  asked_by     text not null,
  dry_run      boolean not null,
  force        boolean not null,
  status       text not null default 'RUNNING' check (status in ('RUNNING', 'DONE', 'REFUSED', 'FAILED')),
  phase        text not null default 'ACCOUNTS' check (phase in ('ACCOUNTS', 'IDENTITIES', 'REMOVAL')),
  -- The last key done in the phase.
  cursor       text not null default '',
  -- Who is at it; whoever finds another one here has lost the run.
  owner        uuid,
  checked      bigint not null default 0,
  missing      bigint not null default 0,
  different    bigint not null default 0,
  extra        bigint not null default 0,
  under_way    bigint not null default 0,
  repaired     bigint not null default 0,
  removed      bigint not null default 0,
  failed       bigint not null default 0,
  -- The first findings: kind, subject and names of fields, no values.
  findings     jsonb not null default '[]',
  reason       text,
  started_at   timestamptz not null default now(),
  progress_at  timestamptz not null default now(),
  finished_at  timestamptz,
  check ((status = 'RUNNING') = (finished_at is null))
);
create unique index reconciliation_runs_one_at_a_time on freehold.reconciliation_runs (profile_id) where finished_at is null;
create index reconciliation_runs_profile on freehold.reconciliation_runs (profile_id, id);

-- When the event happened, so that its lag can be told.
alter table freehold.inbox add column occurred_at timestamptz;
create index inbox_profile on freehold.inbox (profile_id, received_at);
