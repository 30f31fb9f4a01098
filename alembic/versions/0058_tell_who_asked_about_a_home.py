"""Note who asked about a home, for the force and the authority of its area: when a consultation is sealed.

Noted are homes that somebody asked for, few at a time. A list of more is no look-up of any of them, and a home that a
record of another kind led to was not asked for. What the force and the authority of its area ask themselves is no news.
What may be an investigation is not noted, as it is not of a child.
"""

import runpy
from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision: str = "0058"
down_revision: str | None = "0057"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = """
create table register.home_consultation (
    id uuid default gen_random_uuid() not null,
    home_id uuid not null,
    asked_at timestamptz not null,
    agency register.agency_code not null,
    area text,
    organisation text,
    purpose register.purpose_code not null,
    constraint pk_home_consultation primary key (id),
    constraint fk_home_consultation_home_id foreign key (home_id) references register.home (id)
)
"""
INDEXES = (
    "ix_home_consultation_home_id on register.home_consultation (home_id, asked_at)",
    "ix_home_consultation_asked_at on register.home_consultation (asked_at)",
)
# So many homes in one answer are a list, as so many rows of a count are told by their number alone.
FEW = 20
# The keys of the rows of a root come first, those that it returned and then those that it only counted.
NOTE = """
create function register.note_home_consultations() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    with asked as (
        select l.request, l.agency, l.area, l.organisation, l.purpose, l.at, l.keys,
               (select sum(l.node_sizes[i])::int from generate_subscripts(l.nodes, 1) i
                 where l.nodes[i] in (split_part(l.nodes[1], '.', 1),
                                      split_part(l.nodes[1], '.', 1) || '.counted')) as homes
          from access_log l
         where l.id in (select access_id from new_rows) and l.root in ('home', 'homes')
           and l.outcome = 'allowed' and l.purpose in ({open})
    ), about as (
        select a.*, coalesce(h.merged_into_id, h.id) as home_id
          from asked a cross join unnest(a.keys[1:a.homes]) as named (urn) join home h on h.urn = named.urn
         where a.homes between 1 and {few}
    )
    insert into home_consultation (home_id, asked_at, agency, area, organisation, purpose)
    select a.home_id, min(a.at), a.agency, a.area, a.organisation, a.purpose
      from about a join home h on h.id = a.home_id
     where not (a.agency = 'local_authority' and a.area is not distinct from h.authority_code)
       and not (a.agency = 'police' and a.area is not distinct from h.force_code)
     group by a.request, a.home_id, a.agency, a.area, a.organisation, a.purpose;
    delete from home_consultation where id in (
        select id from home_consultation where asked_at < now() - {kept} order by asked_at limit 1000);
    return null;
end $$
"""


def upgrade() -> None:
    asking = runpy.run_path(str(Path(__file__).with_name("0052_tell_who_asked_about_a_child.py")))
    listed = ", ".join(f"'{code}'" for code in asking["OPEN"])
    op.execute(TABLE)
    for index in INDEXES:
        op.execute(f"create index {index}")
    op.execute(NOTE.format(open=listed, few=FEW, kept=asking["KEPT"]))
    op.execute("revoke all on function register.note_home_consultations() from public")
    op.execute(
        "create trigger note_home_consultations after insert on register.access_key referencing new table as new_rows "
        "for each statement execute function register.note_home_consultations()"
    )


def downgrade() -> None:
    op.execute("drop trigger note_home_consultations on register.access_key")
    op.execute("drop function register.note_home_consultations()")
    op.execute("drop table register.home_consultation cascade")
