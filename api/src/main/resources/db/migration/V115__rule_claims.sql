-- Which claims of a profile's tokens rules and presets may use. None unless it is said: a claim that
-- users write themselves would let them choose their rights.
create table freehold.rule_claims (
  profile_id uuid not null references freehold.profiles on delete cascade,
  -- A JSON pointer when it begins with a slash, else the name of a claim.
  claim      text not null check (length(claim) between 1 and 200),
  primary key (profile_id, claim)
);

create trigger tell_change after insert or update or delete or truncate on freehold.rule_claims
  for each statement execute function freehold.tell_permissions();
