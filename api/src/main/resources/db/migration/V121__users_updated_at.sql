-- Whoever changes a user, the columns that the owner added among them: when it was shows.
create function freehold.touch_user() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old is distinct from new then
    new.updated_at := pg_catalog.now();
  end if;
  return new;
end $$;
create trigger touch_user before update on freehold.users for each row
  when (old.updated_at is not distinct from new.updated_at) execute function freehold.touch_user();
