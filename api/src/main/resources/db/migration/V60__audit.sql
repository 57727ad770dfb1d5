-- Who did what to whom. Rows are added, never changed; they go only by freehold.forget_audit.
create table freehold.audit_log (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default clock_timestamp(),
  -- "user <id>", "account <profile id> <subject>", "guest", "system" and the like.
  actor      text not null check (length(actor) between 1 and 400),
  action     text not null check (action ~ '^[a-z][a-z0-9_]*(\.[a-z][A-Za-z0-9_]*)*$' and length(action) <= 100),
  target     text not null check (length(target) between 1 and 400),
  request_id text check (length(request_id) <= 64),
  details    jsonb not null default '{}' check (octet_length(details::text) <= 16384)
);
create index audit_log_actor on freehold.audit_log (actor, id);
create index audit_log_target on freehold.audit_log (target, id);
create index audit_log_action on freehold.audit_log (action text_pattern_ops, id);
create index audit_log_at on freehold.audit_log (at, id);

create function freehold.refuse_audit_change() returns trigger language plpgsql as $$
begin
  -- Only forget_audit, in this very transaction, and no row that is younger than 30 days.
  if tg_op = 'DELETE' and current_setting('freehold.forgetting_audit', true) = pg_current_xact_id()::text
     and old.at < now() - interval '30 days' then
    return old;
  end if;
  raise exception 'freehold.audit_log is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on freehold.audit_log
  for each row execute function freehold.refuse_audit_change();
create trigger append_only_truncate before truncate on freehold.audit_log
  for each statement execute function freehold.refuse_audit_change();

-- Removes at most so many entries older than so many days; answers how many. Nobody may call it but the owner of the schema.
create function freehold.forget_audit(days int, most int) returns bigint
language plpgsql security definer set search_path = freehold, pg_temp as $$
declare
  gone bigint;
begin
  if days is null or days < 30 then
    raise exception 'The audit log is kept for 30 days at least' using errcode = 'invalid_parameter_value';
  end if;
  perform set_config('freehold.forgetting_audit', pg_current_xact_id()::text, true);
  delete from freehold.audit_log where id in (
    select id from freehold.audit_log where at < now() - make_interval(days => days) order by at, id limit most for update skip locked);
  get diagnostics gone = row_count;
  perform set_config('freehold.forgetting_audit', '', true);
  return gone;
end $$;
revoke all on function freehold.forget_audit(int, int) from public;
