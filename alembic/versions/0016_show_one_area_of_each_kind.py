"""Show one area of each kind for a home, now and in the past, and find the others by the index of links.

A home on a line, or of two buildings, was public in every area that it touches, which tells where it is. What is kept
is the area that the home is shown in from now on: the next derivation writes the same.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

REACH_INDEX = "ix_home_reach_area_code"
NARROW, WIDE = ("of_main, premises_id, valid_to", "how, of_main, premises_id, valid_to")
TABLES = ("home_area", "home_area_history")

# As home_areas_sql.py chooses: of the areas that the main premises touch, those that the authority lies in, else the
# one with the lowest code.
FIND_SHOWN = """
create temporary table shown on commit drop as
with touching as (
    select distinct r.home_id, a.kind, r.area_code
      from register.home_reach r
      join register.area a on a.code = r.area_code
     where r.valid_to is null and r.of_main and r.how <> 'buffer'
),
authority as (
    select home_id, min(area_code) as code from touching where kind = 'authority' group by home_id
)
select distinct on (t.home_id, t.kind) t.home_id, t.kind, t.area_code
  from touching t
  left join authority a on a.home_id = t.home_id
  left join register.area_within w on w.code = a.code and w.within_code = t.area_code
 order by t.home_id, t.kind, w.code nulls last, t.area_code
"""
# Homes that were ever in two areas of a kind at once, by public links.
FIND_DOUBLED = """
create temporary table doubled on commit drop as
select distinct h.home_id, a.kind
  from register.home_area_history h
  join register.area a on a.code = h.area_code
  join register.home_area_history o on o.home_id = h.home_id and o.area_code <> h.area_code
   and daterange(o.valid_from, o.valid_to) && daterange(h.valid_from, h.valid_to)
  join register.area b on b.code = o.area_code and b.kind = a.kind
"""
REMOVE = """
delete from register.{table} h
 using register.area a, doubled d
 where a.code = h.area_code and d.home_id = h.home_id and d.kind = a.kind
   and not exists (select from shown s where (s.home_id, s.area_code) = (h.home_id, h.area_code))
"""


def upgrade() -> None:
    """Remove the further areas, and let the index say how a link reaches."""
    op.execute(FIND_SHOWN)
    op.execute(FIND_DOUBLED)
    for table in TABLES:
        # No change of a home is told: what is removed was never to be shown.
        op.execute(f"alter table register.{table} disable trigger user")
        op.execute(REMOVE.format(table=table))
        op.execute(f"alter table register.{table} enable trigger user")
    _index(WIDE)


def downgrade() -> None:
    """Bring the narrow index back. What was removed comes back with the next derivation of links."""
    _index(NARROW)


def _index(beside: str) -> None:
    op.execute(f"drop index register.{REACH_INDEX}")
    op.execute(f"create index {REACH_INDEX} on register.home_reach (area_code, home_id) include ({beside})")
