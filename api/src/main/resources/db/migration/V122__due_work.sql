-- Tells every API node that there is work to take up, so that none has to look for it all the time. Sent at commit, whoever wrote it.
create function freehold.tell_work() returns trigger language plpgsql as $$
begin
  perform pg_notify('freehold', tg_argv[0]);
  return null;
end $$;

-- Asked for; claims and later tries change other columns and are no news.
create trigger tell_work after insert on freehold.session_endings for each row
  execute function freehold.tell_work('endings');
create trigger tell_work_again after update on freehold.session_endings for each row
  when (old.requested_at is distinct from new.requested_at) execute function freehold.tell_work('endings');

create trigger tell_work after insert on freehold.reconciliation_runs for each row
  execute function freehold.tell_work('reconciliation');

-- Everybody is to be told anew; pages of it that are done are no news.
create trigger tell_work after update on freehold.claims_feeds for each row
  when (new.pass_after = '' and old.pass_after is distinct from '') execute function freehold.tell_work('claims');
