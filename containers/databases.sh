#!/usr/bin/env bash
# Runs once, on an empty volume: one database and one owner for Keycloak, one for the API. Neither is a superuser, and neither
# may connect to the other's database.
set -euo pipefail

owner() { # name, password
  psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname postgres -v name="$1" -v password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
-- Tables without a schema are for public; a schema of the role's own name, as the API has one, would come first.
ALTER ROLE :"name" SET search_path = public;
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

owner keycloak "$KEYCLOAK_DATABASE_PASSWORD"
owner freehold "$FREEHOLD_DATABASE_PASSWORD"
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname postgres -c 'REVOKE ALL ON DATABASE postgres FROM PUBLIC'
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname freehold --file /freehold/event-triggers.sql
