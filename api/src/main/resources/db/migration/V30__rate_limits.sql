-- Unlogged: written on every log-in and worth little. A crash of the database forgets the counts, nothing else.
create unlogged table freehold.rate_limits (
  -- SHA-256, in hexadecimal, of the purpose and of whose use it is.
  key        text primary key check (length(key) = 64),
  -- The key has used everything that accrues until then (the generic cell rate algorithm's arrival time).
  used_until timestamptz not null
);
create index rate_limits_used_until on freehold.rate_limits (used_until);
