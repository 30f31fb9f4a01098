"""A return beside the register: which rows and which episodes of the same children are one, and the figures of it."""

import sqlalchemy as sa

from register.importing.returns.checks import REPLACE, Staged
from register.importing.returns.layouts import LAYOUTS
from register.importing.returns.register_rules import LARGE_CHANGE_PERCENT, LARGE_CHANGE_ROWS
from register.importing.returns.rule import EIGHTEENTH
from register.open_types import ResultRows
from register.rules.authority_return import OF_MISSING

# Two records of one period may begin some days apart: one counts from the report, the other from the last sight.
DAYS_APART = 3
# The nearest pairs first, each row and each episode once. Days are those of London, as the return counts them; on the
# 18th birthday an episode ends for the return, though the police's may go on.
PAIR = """
insert into register.return_match (return_id, authority_code, line, episode_id, outcome, days_apart)
with sent as (
    select line, child_id, missing_kind::text as kind, starts_on, ends_on from register.return_row
     where return_id = :return_id and replaced_at is null and child_id is not null and starts_on is not null
       and missing_kind is not null and (ends_on is null or ends_on >= starts_on)
), held as (
    select e.id, c.child_id, e.kind::text as kind, (e.started_at at time zone 'Europe/London')::date as starts_on,
           least((e.ended_at at time zone 'Europe/London')::date,
                 case when {adult} <= :period_end then {adult}::date end) as ends_on
      from register.missing_episode e
      join register.episode_child c on c.episode_id = e.id
      join register.child o on o.id = c.child_id and o.responsible_authority_code = :authority
      left join register.child_minimum m on m.child_id = o.id
     where e.status <> 'cancelled' and e.started_at < :period_end + interval '2 days'
       and (e.ended_at is null or e.ended_at >= :period_start - interval '1 day')
), of_period as (
    select * from held where starts_on <= :period_end and (ends_on is null or ends_on >= :period_start)
), pairs as (
    select s.line, h.id,
           abs(s.starts_on - h.starts_on) + coalesce(abs(s.ends_on - h.ends_on), 0) as apart,
           s.starts_on = h.starts_on and s.ends_on is not distinct from h.ends_on as is_same
      from sent s join of_period h on h.child_id = s.child_id and h.kind = s.kind
     where s.starts_on - {apart} <= coalesce(h.ends_on, h.starts_on + 36500)
       and h.starts_on - {apart} <= coalesce(s.ends_on, s.starts_on + 36500)
), first_of_row as (
    select distinct on (line) * from pairs order by line, is_same desc, apart, id
), paired as (
    select distinct on (id) * from first_of_row order by id, is_same desc, apart, line
)
select :return_id, :authority, p.line, p.id, case when p.is_same then 'same' else 'dates_apart' end,
       case when p.is_same then 0 else p.apart end
  from paired p
union all
select :return_id, :authority, s.line, null, 'only_in_return', null
  from sent s where not exists (select from paired p where p.line = s.line)
union all
select :return_id, :authority, null, h.id, 'only_in_register', null
  from of_period h where not exists (select from paired p where p.id = h.id)
"""
BEFORE = """
select count(*)::integer as rows, count(distinct l.child_number)::integer as children
  from register.return_row l join register.authority_return r on r.id = l.return_id
 where r.authority_code = :authority and r.kind = :kind and r.period_start = :before
   and r.status in ('accepted', 'accepted_with_caveat') and l.replaced_at is null
"""
HAD_BEFORE = """
select exists (select from register.authority_return r
                where r.authority_code = :authority and r.kind = :kind and r.period_start = :before
                  and r.status in ('accepted', 'accepted_with_caveat'))
"""
NOW = """
select count(*)::integer as rows, count(distinct child_number)::integer as children,
       count(child_id)::integer as known{filled}
  from register.return_row where return_id = :return_id and replaced_at is null
"""
OUTCOMES = """
select outcome::text as outcome, count(*)::integer as total from register.return_match
 where return_id = :return_id and replaced_at is null group by outcome
"""
ADD_FIGURE = """
insert into register.return_figure (return_id, authority_code, figure, field, value, out_of, before, is_large_change)
values (:return_id, :authority, :figure, :field, :value, :out_of, :before, :is_large_change)
"""
FIGURE_OF = {"same": "same_in_register"}


def compare(connection: sa.Connection, staged: Staged) -> None:
    """Pair the rows with the register's episodes, and work the figures out again."""
    for table in ("return_match", "return_figure"):
        connection.execute(sa.text(REPLACE.format(table=table)), {"return_id": staged.return_id})
    if staged.kind in OF_MISSING:
        _run(connection, PAIR.format(apart=DAYS_APART, adult=EIGHTEENTH.format("m.date_of_birth")), staged)
    for figure in _figures(connection, staged):
        whole = {"return_id": staged.return_id, "authority": staged.authority, "field": None, "out_of": None}
        connection.execute(sa.text(ADD_FIGURE), whole | {"before": None, "is_large_change": False} | figure)


def _figures(connection: sa.Connection, staged: Staged) -> list[dict[str, object]]:
    fields = {name: cell.stored for name, cell in LAYOUTS[staged.kind].items()}
    filled = "".join(f', count("{stored}")::integer as "{stored}"' for stored in fields.values())
    now = _run(connection, NOW.format(filled=filled), staged).mappings().one()
    had = _run(connection, HAD_BEFORE, staged).scalar_one()
    before = _run(connection, BEFORE, staged).mappings().one() if had else {"rows": None, "children": None}
    rows = now["rows"]
    made: list[dict[str, object]] = [
        {
            "figure": name,
            "value": now[name],
            "before": before[name],
            "is_large_change": is_large(now[name], before[name]),
        }
        for name in ("rows", "children")
    ]
    made.append({"figure": "known", "value": now["known"], "out_of": rows})
    made += [
        {"figure": "filled", "field": name, "value": now[stored], "out_of": rows} for name, stored in fields.items()
    ]
    if staged.kind in OF_MISSING:
        found: dict[str, int] = {each.outcome: each.total for each in _run(connection, OUTCOMES, staged)}
        made += [
            {"figure": FIGURE_OF.get(outcome, outcome), "value": found.get(outcome, 0), "out_of": rows}
            for outcome in ("same", "dates_apart", "only_in_return", "only_in_register")
        ]
    return made


def is_large(now: int, before: int | None) -> bool:
    """True if a figure differs from last year's so much that the authority is to confirm it."""
    if before is None:
        return False
    apart = abs(now - before)
    return apart >= LARGE_CHANGE_ROWS and apart * 100 > before * LARGE_CHANGE_PERCENT


def _run(connection: sa.Connection, statement: str, staged: Staged) -> ResultRows:
    text = sa.text(statement)
    return connection.execute(text, {name: staged.bound[name] for name in text.compile().params})
