-- Sign-in addresses of other services that a built-in profile offers; none unless asked for.
alter table freehold.profiles
  add column facades text[] not null default '{}' check (facades <@ array['COGNITO', 'AUTH0']),
  add constraint profiles_facades_built_in check (type = 'BUILT_IN' or facades = '{}');
