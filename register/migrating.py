"""Migrations, and what belongs to the cluster rather than to a table: the API's login, and the agencies by name."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.dialects.postgresql import insert

from register.database import owner_url
from register.policy.grants import GRANTS
from register.tables import access_log, agency, legal_basis, metadata
from register.vocabulary import Agency

INI = Path(__file__).resolve().parents[1] / "alembic.ini"
API_LOGIN = "register_api"

ALONE = sa.text("select pg_advisory_lock(hashtext('register migrate'))")
ALONE_NO_LONGER = sa.text("select pg_advisory_unlock(hashtext('register migrate'))")

# Roles belong to the cluster: made where they are missing, never dropped.
MAKE_API_LOGIN = f"""
do $$ begin
    if not exists (select from pg_roles where rolname = '{API_LOGIN}') then
        create role {API_LOGIN} noinherit;
    end if;
exception when duplicate_object or unique_violation then null;
end $$
"""


def migrate(connection: sa.Connection) -> None:
    """Bring the database up to date: tables, the API's rights, the agencies and the law they stand on."""
    config = Config(INI)
    config.attributes["connection"] = connection
    # One at a time: two migrations at once would take each other's changes for their own.
    connection.execute(ALONE)
    connection.commit()
    command.upgrade(config, "head")
    connection.commit()
    with connection.begin():
        connection.execute(sa.text(MAKE_API_LOGIN))
        _grant_rights(connection)
        _name_agencies(connection)
    connection.execute(ALONE_NO_LONGER)
    connection.commit()


def owner_engine() -> sa.Engine:
    """An engine with the owner's login, for migrations and imports."""
    return sa.create_engine(owner_url())


def settle(engine: sa.Engine) -> None:
    """Let PostgreSQL learn what a bulk load brought, and which pages need no second look when an index has it all."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("vacuum (analyze)"))


def let_api_log_in(connection: sa.Connection) -> None:
    """Let the API's login in without a password, on a private cluster that nobody else can reach."""
    connection.execute(sa.text(f"alter role {API_LOGIN} login"))


def _grant_rights(connection: sa.Connection) -> None:
    """The API reads every table, adds to the access log, and writes nothing else."""
    connection.execute(sa.text(f"grant usage on schema register to {API_LOGIN}"))
    for table in metadata.sorted_tables:
        connection.execute(sa.text(f"revoke all on {table.fullname} from {API_LOGIN}"))
        connection.execute(sa.text(f"grant select on {table.fullname} to {API_LOGIN}"))
    connection.execute(sa.text(f"grant insert on {access_log.fullname} to {API_LOGIN}"))


def _name_agencies(connection: sa.Connection) -> None:
    named = [{"code": each.value, "name": each.value.replace("_", " ")} for each in Agency]
    connection.execute(insert(agency).on_conflict_do_nothing(), named)
    bases = {grant.basis for grant in GRANTS}
    rows = [{"code": b.code, "name": b.name, "in_force_from": b.in_force_from} for b in bases]
    stated = insert(legal_basis)
    changed = {name: stated.excluded[name] for name in ("name", "in_force_from")}
    connection.execute(stated.on_conflict_do_update(index_elements=["code"], set_=changed), rows)
