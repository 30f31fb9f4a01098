"""Keep what facts of a home were before they changed in the world, each until the day from which another held.

Suspensions that are known by their notices are written down, so that a day of one is answered with it. A
home knows of each of its facts the day of the latest list that told it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0036"
down_revision: str | None = "0035"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES: dict[str, tuple[str, str]] = {
    "former_fact": ("registration_status", "places"),
    "former_identity": ("name", "operational_status"),
}
SEEN: dict[str, str] = {
    "insert": "new table as new_rows",
    "update": "old table as old_rows new table as new_rows",
    "delete": "old table as old_rows",
}
COLUMNS = "home_id uuid {none}, fact text {none}, held_until date {none}, value text"
SUSPENDED = """
insert into register.former_fact (home_id, fact, held_until, value)
select n.home_id, 'registration_status', n.served_on, 'registered'
  from register.notice n
 where n.kind = 'suspension'
 union
select n.home_id, 'registration_status', coalesce(n.lifted_on, h.ceased_on + 1), 'suspended'
  from register.notice n join register.home h on h.id = n.home_id
 where n.kind = 'suspension' and coalesce(n.lifted_on, h.ceased_on + 1) > n.served_on
on conflict do nothing
"""

# A list told all of these until now.
TOLD = (
    "kind", "sector", "registration_status", "registered_on", "places", "short_breaks_only", "several_buildings",
    "owner", "authority_code", "name", "paon", "street", "town", "postcode",
)  # fmt: skip
TOLD_THEN = f"""
update register.home_version v
   set told_on = (select jsonb_object_agg(fact, v.listed_on) from unnest(array{list(TOLD)}) fact)
 where v.listed_on is not null
"""


def upgrade() -> None:
    op.execute("alter table register.home_version add column told_on jsonb default '{}' not null")
    op.execute("alter table register.home_version_history add column told_on jsonb")
    op.execute(TOLD_THEN)
    for table, facts in TABLES.items():
        known = ", ".join(f"'{fact}'" for fact in facts)
        op.execute(
            f"create table register.{table} (id uuid default gen_random_uuid() not null, "
            f"{COLUMNS.format(none='not null')}, constraint pk_{table} primary key (id), "
            f"constraint fk_{table}_home_id foreign key (home_id) references register.home (id), "
            f"constraint ck_{table}_fact_known check (fact in ({known})), "
            f"constraint uq_{table}_one_a_day unique (home_id, fact, held_until))"
        )
        op.execute(
            f"create table register.{table}_history (history_id bigint generated always as identity, id uuid, "
            f"{COLUMNS.format(none='')}, recorded_from timestamptz not null, recorded_to timestamptz, "
            f"constraint pk_{table}_history primary key (history_id))"
        )
        op.create_index(f"ix_{table}_history_key", f"{table}_history", ["id", "recorded_from"], schema="register")
        op.create_index(
            f"ix_{table}_history_time", f"{table}_history", ["recorded_from", "recorded_to"], schema="register"
        )
        op.create_index(f"ix_{table}_history_home", f"{table}_history", ["home_id"], schema="register")
        _keep(table)
    op.execute(SUSPENDED)


def _keep(table: str) -> None:
    for event, seen in SEEN.items():
        op.execute(
            f"create trigger record_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.record_change('id', 'home', 'home_id')"
        )
    op.execute(
        "create trigger by_its_table_alone before insert or update or delete or truncate "
        f"on register.{table}_history for each statement execute function register.refuse_by_hand()"
    )


def downgrade() -> None:
    for table in ("home_version", "home_version_history"):
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{table} drop column told_on cascade")
    for table in TABLES:
        op.execute(f"drop table register.{table}, register.{table}_history cascade")
