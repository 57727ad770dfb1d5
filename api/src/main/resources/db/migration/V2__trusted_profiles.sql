-- Tokens of a profile are accepted only once its realm has been proven to be its own, and no longer when it is found to be
-- somebody else's: otherwise whoever has a realm of that name could make users here.
alter table freehold.profiles add column trusted boolean not null default false;
update freehold.profiles set trusted = opened_at is not null;
