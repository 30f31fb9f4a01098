"""Finds records that may be of one child: pairs by rules in the database, compared by Splink, the likely ones kept.

Pairs come from equal numbers, and from names that sound alike with equal, exchanged or nearly equal days of birth. What
people have decided is not asked again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa

from register.importing.session import sign_import
from register.maintenance.likeness import Likeness, Person, compare
from register.maintenance.likeness_model import LEAST_SCORE, MODEL
from register.maintenance.splink_in_memory import require_splink

Progress = Callable[[str, int, int], None]
# So many pairs are held at a time.
AT_A_TIME = 20_000

MADE = ("linkable", "linkable_sound", "linkable_name", "linkable_pair", "likely_pair")
PEOPLE = """
create temporary table linkable on commit drop as
select c.id, c.responsible_authority_code as authority, m.date_of_birth as born, m.sex, i.nhs_number, i.upn,
       i.authority_reference as reference,
       array(select register.folded(name) from unnest(array[m.name] || coalesce(i.aliases, '{}')) as name) as names,
       (select min(h.recorded_from) from register.child_history h where h.id = c.id) as since
  from register.child c join register.child_minimum m on m.child_id = c.id
  left join register.child_identity i on i.child_id = c.id
 where c.merged_into_id is null
"""
SOUNDS = """
create temporary table linkable_sound on commit drop as
select distinct p.id, p.born, dmetaphone(word) as sound,
       case when extract(day from p.born) <= 12 then make_date(extract(year from p.born)::int,
            extract(day from p.born)::int, extract(month from p.born)::int) end as exchanged
  from linkable p cross join unnest(p.names) as name cross join unnest(string_to_array(name, ' ')) as word
 where dmetaphone(word) <> ''
"""
# Both ends of a name by their sounds, in the order of the alphabet: names that were exchanged sound alike too.
NAMES = """
create temporary table linkable_name on commit drop as
select distinct p.id, p.born, least(first, last) || '/' || greatest(first, last) as sounds
  from linkable p cross join unnest(p.names) as name
  cross join lateral (select dmetaphone(split_part(name, ' ', 1)) as first,
                             dmetaphone(split_part(name, ' ', -1)) as last) s
 where first <> '' and last <> ''
"""
PREPARED = (
    "create index on linkable (id)",
    "create index on linkable_sound (sound, born) include (id)",
    "create index on linkable_name (sounds) include (born, id)",
    "analyze linkable", "analyze linkable_sound", "analyze linkable_name",
)  # fmt: skip
# Days of birth that are nearly equal are less than two years apart.
PAIRS = """
create temporary table linkable_pair on commit drop as
select one, two from (
    select a.id as one, b.id as two from linkable a join linkable b on b.nhs_number = a.nhs_number where a.id < b.id
    union
    select a.id, b.id from linkable a join linkable b on b.upn = a.upn where a.id < b.id
    union
    select a.id, b.id from linkable_sound a join linkable_sound b on b.sound = a.sound and b.born = a.born
     where a.id < b.id
    union
    select least(a.id, b.id), greatest(a.id, b.id)
      from linkable_sound a join linkable_sound b on b.sound = a.sound and b.born = a.exchanged where a.id <> b.id
    union
    select a.id, b.id from linkable_name a join linkable_name b on b.sounds = a.sounds
     where a.id < b.id and abs(b.born - a.born) < 700) pair
 where not exists (select from register.child_match m
                    where m.child_id in (one, two) and m.other_child_id in (one, two)
                      and (m.status <> 'open' or exists (select from register.match_decision d
                                                          where d.match_id = m.id)))
"""
# The older record is the first: its authority is asked first. No other authority is asked about a shielded child.
ASKED = """
select a.id as one, b.id as two, (b.since, b.id) < (a.since, a.id) as is_other_older,
       a.authority as one_authority, a.names as one_names, a.born as one_born, a.sex as one_sex,
       a.nhs_number as one_nhs_number, a.upn as one_upn, a.reference as one_reference,
       b.authority as two_authority, b.names as two_names, b.born as two_born, b.sex as two_sex,
       b.nhs_number as two_nhs_number, b.upn as two_upn, b.reference as two_reference
  from linkable_pair p join linkable a on a.id = p.one join linkable b on b.id = p.two
 where a.authority = b.authority
    or not exists (select from register.child_shield s where s.lifted_at is null and s.child_id in (p.one, p.two))
"""
LIKELY = """
create temporary table likely_pair (child_id uuid, other_child_id uuid, other_authority_code text,
                                    score double precision, evidence text[]) on commit drop
"""
KEEP = """
insert into likely_pair
select * from jsonb_to_recordset(cast(:rows as jsonb)) as given(
    child_id uuid, other_child_id uuid, other_authority_code text, score double precision, evidence text[])
"""
ADD = """
insert into register.child_match (child_id, other_child_id, other_authority_code, score, evidence, model, found_at)
select child_id, other_child_id, other_authority_code, score, evidence, :model, now() from likely_pair
on conflict (child_id, other_child_id) do update
   set score = excluded.score, evidence = excluded.evidence, model = excluded.model, found_at = excluded.found_at
 where (child_match.score, child_match.evidence, child_match.model)
       is distinct from (excluded.score, excluded.evidence, excluded.model)
"""
# What is not likely any more, and about which nobody has said anything.
DROP = """
delete from register.child_match m
 where m.status = 'open'
   and not exists (select from register.match_decision d join register.child_match t on t.id = d.match_id
                    where t.child_id in (m.child_id, m.other_child_id)
                      and t.other_child_id in (m.child_id, m.other_child_id))
   and not exists (select from likely_pair l
                    where (l.child_id, l.other_child_id) = (m.child_id, m.other_child_id))
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """How many pairs were compared, how many are likely to be of one child, and how many are so no more."""

    compared: int
    likely: int
    dropped: int


def link(connection: sa.Connection, progress: Progress) -> Linked:
    """Compare the children of the register with each other, in the transaction of the connection.

    Raises: SetupError if Splink is not installed, or fails.
    """
    require_splink()
    sign_import(connection, "register link", "records that may be of one child")
    for statement in (PEOPLE, SOUNDS, NAMES, *PREPARED, PAIRS, LIKELY):
        connection.execute(sa.text(statement))
    total = connection.scalar(sa.text("select count(*) from linkable_pair")) or 0
    done = likely = 0
    for rows in _asked(connection):
        compared = compare([(_person(row, "one"), _person(row, "two")) for row in rows])
        found = [_row(row, each) for row, each in zip(rows, compared, strict=True) if each.score >= LEAST_SCORE]
        connection.execute(sa.text(KEEP), {"rows": orjson.dumps(found).decode()})
        done, likely = done + len(rows), likely + len(found)
        progress("pairs", done, total)
    dropped = connection.execute(sa.text(DROP)).rowcount
    connection.execute(sa.text(ADD), {"model": MODEL})
    connection.execute(sa.text(f"drop table {', '.join(MADE)}"))
    return Linked(total, likely, dropped)


def _asked(connection: sa.Connection) -> Iterator[list[Any]]:
    """The pairs, some at a time, through a cursor of the database: they are never held together."""
    connection.execute(sa.text(f"declare asked no scroll cursor for {ASKED}"))
    while rows := connection.execute(sa.text(f"fetch {AT_A_TIME} from asked")).all():
        yield list(rows)
    connection.execute(sa.text("close asked"))


def _person(row: Any, which: str) -> Person:
    held = row._mapping
    return Person(
        held[f"{which}_authority"],
        tuple(held[f"{which}_names"]),
        held[f"{which}_born"],
        held[f"{which}_sex"],
        held[f"{which}_nhs_number"],
        held[f"{which}_upn"],
        held[f"{which}_reference"],
    )


def _row(row: Any, likeness: Likeness) -> dict[str, object]:
    one, two = (row.two, row.one) if row.is_other_older else (row.one, row.two)
    return {
        "child_id": one,
        "other_child_id": two,
        # Another authority is not named before it has said something.
        "other_authority_code": row.one_authority if row.one_authority == row.two_authority else None,
        "score": likeness.score,
        "evidence": likeness.evidence,
    }
