#!/bin/sh
# Run once by the database container: the login of the API, which owns nothing and inherits nothing.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$REGISTER_API_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role register_api login noinherit password :'password';
SQL
