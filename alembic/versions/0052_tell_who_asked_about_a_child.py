"""Note who asked about a child, for those whose child it is: when a consultation is sealed, and never with the look-up.

A body that looks into a child, in an investigation or an inspection, does so unseen by every other: what it asks for such
a purpose is not noted at all, so that no list, count or work of a query says whether it asked. An authority's own
consultations of its own children are for its supervisor.
"""

import runpy
from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import op

revision: str = "0052"
down_revision: str | None = "0051"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES: dict[str, str] = {
    "consultation": """
        id uuid default gen_random_uuid() not null,
        child_id uuid not null,
        asked_on date not null,
        agency register.agency_code not null,
        constraint pk_consultation primary key (id),
        constraint fk_consultation_child_id foreign key (child_id) references register.child (id)
    """,
    "consultation_detail": """
        consultation_id uuid not null,
        child_id uuid not null,
        asked_at timestamptz not null,
        area text,
        organisation text,
        purpose register.purpose_code not null,
        constraint pk_consultation_detail primary key (consultation_id),
        constraint fk_consultation_detail_consultation_id foreign key (consultation_id) references
            register.consultation (id) on delete cascade,
        constraint fk_consultation_detail_child_id foreign key (child_id) references register.child (id)
    """,
}
INDEXES = (
    "ix_consultation_child_id on register.consultation (child_id, asked_on)",
    "ix_consultation_asked_on on register.consultation (asked_on)",
    "ix_consultation_detail_child_id on register.consultation_detail (child_id, asked_at)",
)
# What is asked for these is news to those whose child it is. Every other purpose may be an investigation.
OPEN = ("safeguarding_child", "system_support")
KEPT = "interval '12 months'"
FORM = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
NOTE = f"""
create function register.note_consultations() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    today date := (now() at time zone 'Europe/London')::date;
begin
    with asked as (
        select distinct l.request, l.agency, l.area, l.organisation, l.purpose, n.key::uuid as key, l.at
          from new_rows n join access_log l on l.id = n.access_id
         where l.outcome = 'allowed' and l.purpose in ({", ".join(f"'{code}'" for code in OPEN)})
           and n.key ~ '{FORM}'
    ), about as (
        select a.*, c.id as child_id from asked a join child c on c.id = a.key
         union all
        select a.*, e.child_id from asked a join episode_child e on e.episode_id = a.key
    ), made as (
        select gen_random_uuid() as id, coalesce(c.merged_into_id, c.id) as child_id, min(a.at) as at, a.agency,
               a.area, a.organisation, a.purpose
          from about a join child c on c.id = a.child_id
         where not (a.agency = 'local_authority' and a.area is not distinct from c.responsible_authority_code)
         group by a.request, coalesce(c.merged_into_id, c.id), a.agency, a.area, a.organisation, a.purpose
    ), noted as (
        insert into consultation (id, child_id, asked_on, agency)
        select id, child_id, (at at time zone 'Europe/London')::date, agency from made
    )
    insert into consultation_detail (consultation_id, child_id, asked_at, area, organisation, purpose)
    select id, child_id, at, area, organisation, purpose from made;
    delete from consultation where id in (
        select id from consultation where asked_on < today - {KEPT} order by asked_on limit 1000);
    return null;
end $$
"""
# A consultation goes with the child's record when it is merged, and back when it is split.
MOVES = {"consultation": "id", "consultation_detail": "consultation_id"}


def upgrade() -> None:
    for table, columns in TABLES.items():
        op.execute(f"create table register.{table} ({columns})")
    for index in INDEXES:
        op.execute(f"create index {index}")
    op.execute(NOTE)
    op.execute("revoke all on function register.note_consultations() from public")
    op.execute(
        "create trigger note_consultations after insert on register.access_key referencing new table as new_rows "
        "for each statement execute function register.note_consultations()"
    )
    shields, merge = _merging()
    merge({**shields, **MOVES})


def _merging() -> tuple[dict[str, str], Callable[[dict[str, str]], None]]:
    """What a merge moved before, and what lets it move more."""
    shielding = runpy.run_path(str(Path(__file__).with_name("0046_shield_children.py")))
    return shielding["MOVES_SHIELDS"], shielding["_merge"]


def downgrade() -> None:
    shields, merge = _merging()
    merge(shields)
    op.execute("drop trigger note_consultations on register.access_key")
    op.execute("drop function register.note_consultations()")
    for table in reversed(TABLES):
        op.execute(f"drop table register.{table} cascade")
