"""Put notices into the picture of an area under inspection, and the published figures of the area and its neighbours.

The picture has a new form. The approval notes which areas were the statistical neighbours and which versions of figures
stood: both are replaced whenever figures are published, so that the picture could not be worked out again without. A
version that was withdrawn since has no figures any more: its lines are taken as the picture holds them, which alone
keeps them. Pictures of the first form are worked out in that form.

Revision ID: 0067
Revises: 0066
"""

import runpy
from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision: str = "0067"
down_revision: str | None = "0066"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("area_inspection", "area_inspection_history")
COLUMNS = ("neighbour_codes", "figure_versions")
FOLLOW = "select register.write_recorder('register.area_inspection', 'id', null, null)"
# The questions that ask what the picture counts, in its order.
QUESTIONS = ("missing_children", "incidents", "interviews", "exploitation")
LISTED = ", ".join(f"'{question}'" for question in QUESTIONS)
# Parts of the function that signs an inspection, and what follows each now.
ASKED_FOR = "        new.approved_at := null;\n"
APPROVED = "        new.approved_at := now();\n"
UNKNOWN = """        new.neighbour_codes := null;
        new.figure_versions := null;
"""
NOTED = f"""        new.neighbour_codes := (
            select array(select n.area_code from area_target_neighbour n where n.target_id = t.id order by n.number)
              from area_target t where t.area_code = new.authority_code);
        new.figure_versions := array(
            select distinct on (s.question) s.question || ' ' || s.version
              from statistic s where s.withdrawn_at is null and s.question in ({LISTED})
             order by s.question, s.version desc);
"""
# A row as it was recorded at the instant of the picture.
THEN = "{0}.recorded_from <= i.approved_at and ({0}.recorded_to is null or {0}.recorded_to > i.approved_at)"
SECOND_FORM = f"""
create function register.area_picture_2(of uuid) returns text
language sql stable security definer set search_path = register, public, pg_temp as $$
with i as (
    select *, (date_trunc('month', approved_at at time zone 'Europe/London') - interval '24 months')::date as since,
           (approved_at at time zone 'Europe/London')::date as today,
           authority_code || coalesce(neighbour_codes, '{{}}') as areas
      from area_inspection where id = of
), homes as (
    select distinct h.id
      from i join home_area_history l on l.area_code = i.authority_code and {THEN.format("l")}
       and (l.valid_to is null or l.valid_to > i.today)
      join home_history h on h.id = l.home_id and {THEN.format("h")}
     where h.merged_into_id is null
), served as (
    select n.kind from i cross join homes h join notice_history n on n.home_id = h.id and {THEN.format("n")}
     where n.served_on between i.since and i.today
), pinned as (
    select q.question, q.number, s.id, s.version, s.coverage, s.published_at, s.withdrawn_at
      from i cross join unnest(array[{LISTED}]) with ordinality as q (question, number)
      left join statistic s on s.question = q.question and q.question || ' ' || s.version = any (i.figure_versions)
), figures as (
    select p.number, row_number() over (order by array_position(i.areas, r.area_code), r.period, c.number) as line,
           jsonb_build_object(
               'question', upper(p.question), 'period', r.period, 'area', r.area_code, 'measure', c.measure,
               'value', c.value, 'symbol', upper(c.symbol), 'roundedTo', c.rounded_to, 'leavesOut', r.coverage) as figure
      from i cross join pinned p
      join statistic_row r on r.statistic_id = p.id and r.breakdown = '' and r.area_code = any (i.areas)
       and r.period_to > i.since
      join statistic_cell c on c.row_id = r.id
     where p.withdrawn_at is null
     union all
    select p.number, k.line, k.figure
      from pinned p join area_pack a on a.inspection_id = of
     cross join jsonb_array_elements(a.content::jsonb -> 'publishedFigures') with ordinality as k (figure, line)
     where p.withdrawn_at is not null and k.figure ->> 'question' = upper(p.question)
)
select (register.area_picture_1(of)::jsonb || jsonb_build_object(
    'form', 2,
    'notices', (select coalesce(jsonb_agg(to_jsonb(g) order by g.kind), '[]') from (
        select upper(kind) as kind, count(*) as count from served group by 1) g),
    'neighbours', to_jsonb(i.neighbour_codes),
    'publishedVersions', (select jsonb_agg(jsonb_build_object(
        'question', upper(question), 'version', version, 'coverage', coverage,
        'publishedAt', to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by number)
        from pinned),
    'publishedFigures', (select coalesce(jsonb_agg(figure order by number, line), '[]') from figures)
))::text from i
$$
"""
# A picture that is frozen keeps its form.
PICTURE = """
create function register.area_picture(of uuid) returns text
language sql stable security definer set search_path = register, public, pg_temp as $$
select case when exists (select from area_pack where inspection_id = of and content::jsonb ->> 'form' = '1')
            then register.area_picture_1(of) else register.area_picture_2(of) end
$$
"""


def upgrade() -> None:
    for table in TABLES:
        op.execute(f"alter table register.{table} " + ", ".join(f"add column {name} text[]" for name in COLUMNS))
    op.execute(FOLLOW)
    op.execute(_signed(ASKED_FOR + UNKNOWN, APPROVED + NOTED))
    op.execute("alter function register.area_picture(uuid) rename to area_picture_1")
    for function in (SECOND_FORM, PICTURE):
        op.execute(function)
    for name in ("area_picture_2", "area_picture"):
        op.execute(f"revoke all on function register.{name}(uuid) from public")


def downgrade() -> None:
    for name in ("area_picture", "area_picture_2"):
        op.execute(f"drop function register.{name}(uuid)")
    op.execute("alter function register.area_picture_1(uuid) rename to area_picture")
    op.execute(_signed(ASKED_FOR, APPROVED))
    for table in TABLES:
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{table} " + ", ".join(f"drop column {name} cascade" for name in COLUMNS))
    op.execute(FOLLOW)


def _signed(asked_for: str, approved: str) -> str:
    """The function that signs an inspection, with these parts."""
    text: str = runpy.run_path(str(Path(__file__).with_name("0042_hold_area_inspections.py")))["SIGN"]
    assert ASKED_FOR in text
    assert APPROVED in text
    replaced = text.replace("create function", "create or replace function", 1)
    return replaced.replace(ASKED_FOR, asked_for).replace(APPROVED, approved)
