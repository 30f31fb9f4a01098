"""What Ofsted's published files say of a home's inspection, in words that the register knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from register.importing.files.cells import Cells
from register.importing.files.headings import printable
from register.importing.ofsted.spellings import EVENT_KINDS, HOME_KINDS, JUDGEMENT_WORDS
from register.importing.upsert import (
    NO_FLAGS,
    Compared,
    find_different,
    find_missing,
    given,
    insert_missing,
    kept,
    update_different,
    with_flag,
)
from register.open_types import Expression
from register.rules.dates import dates_ordered, not_before_1900, not_in_the_future
from register.rules.home import urn_has_form
from register.rules.inspection import leadership_caps_overall, number_has_form, protection_limits_overall
from register.rules.problem import Problem
from register.tables import home, inspection
from register.tables.inspections import JUDGEMENTS
from register.vocabulary import HomeKind, InspectionKind, Judgement

# Set on an inspection whose published judgements break a rule of Ofsted's own.
CAP_BROKEN = "leadership_cap_broken"
LIMIT_BROKEN = "protection_limit_broken"
COLUMN_TYPES = {
    "urn": sa.Text(),
    "number": sa.Text(),
    "kind": sa.Text(),
    "started_on": sa.Date(),
    "published_on": sa.Date(),
    **dict.fromkeys(JUDGEMENTS, sa.Text()),
    "cap_broken": sa.Boolean(),
    "limit_broken": sa.Boolean(),
}
PUBLISHED_OTHERWISE = Problem(
    "RULE_PUBLISHED_OTHERWISE", "The register has another day of publication from another source. It was kept."
)
FIELDS = ("event", "started_on", "published_on", "number", *JUDGEMENTS)
# What a file says of a duplicate that was merged is said of the home that was kept.
SHOWN_AT = sa.func.coalesce(home.c.merged_into_id, home.c.id)
FACTS = ("kind", "started_on", "published_on", *JUDGEMENTS)


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """One inspection as a file gives it.

    cap_broken, limit_broken: its judgements are above what leadership or protection allows, yet are published.
    """

    urn: str
    number: str
    kind: InspectionKind
    started_on: date
    published_on: date | None
    overall_experiences_and_progress: Judgement | None
    helped_and_protected: Judgement | None
    leaders_and_managers: Judgement | None
    education_and_learning: Judgement | None
    health: Judgement | None
    cap_broken: bool
    limit_broken: bool


@dataclass(frozen=True, slots=True)
class InspectionsWritten:
    """URN and number of the inspections that were added, and of those that were changed."""

    added: frozenset[tuple[str, str]]
    changed: frozenset[tuple[str, str]]


def read_kind(cells: Cells, skipped: dict[int, str]) -> HomeKind | None:
    """The kind of home that a row is about; a row about no home is skipped: its line, and what it is about."""
    word = cells.needed("provision_type")
    if word is None:
        return None
    kind = HOME_KINDS.get(word.replace("\u2019", "'").casefold())
    if kind is None:
        skipped[cells.line] = printable(word)
    return kind


def read_urn(cells: Cells) -> str | None:
    """The reference number of the home that a row is about."""
    urn = cells.needed("urn", 20)
    return None if urn is None or cells.refuse(urn_has_form(urn)) else urn


def read_inspection(cells: Cells, urn: str, today: date) -> InspectionFacts | None:
    """The inspection that a row reports, if any and if acceptable; what is odd about it is among the row's remarks."""
    if not any(cells.raw(field) for field in FIELDS) or cells.remark(cells.spoilt("number")):
        return None
    number = cells.needed("number", 20)
    kind = cells.needed_code("event", EVENT_KINDS)
    started_on = cells.needed("started_on") and cells.day("started_on")
    published_on = cells.day("published_on")
    judged = {name: cells.code(name, JUDGEMENT_WORDS) for name in JUDGEMENTS}
    for field, day in (("started_on", started_on or None), ("published_on", published_on)):
        cells.refuse(not_in_the_future(day, today, field) or not_before_1900(day, field))
    if not number or cells.refuse(number_has_form(number)) or not kind or not started_on:
        return None
    if cells.remark(dates_ordered(started_on, published_on, "published_on")):
        published_on = None
    # What Ofsted has published stands as published, also where it breaks Ofsted's own rules.
    overall = judged["overall_experiences_and_progress"]
    cap_broken = cells.remark(leadership_caps_overall(judged["leaders_and_managers"], overall))
    limit_broken = cells.remark(protection_limits_overall(judged["helped_and_protected"], overall))
    return InspectionFacts(
        urn, number, kind, started_on, published_on, cap_broken=cap_broken, limit_broken=limit_broken, **judged
    )


def compare_inspections(connection: sa.Connection, facts: Sequence[InspectionFacts], source: str) -> Compared:
    """What write_inspections would add and change with the same facts from the same source; nothing is written."""
    wanted = _wanted(facts)
    key = (home.c.urn, wanted.c.number)
    missing = find_missing(
        connection,
        inspection,
        {"number": wanted.c.number},
        source=wanted.join(home, home.c.urn == wanted.c.urn),
        same=sa.and_(inspection.c.home_id == SHOWN_AT, inspection.c.number == wanted.c.number),
        key=key,
    )
    changed = find_different(connection, inspection, _facts(wanted, source), on=_same(wanted), key=key)
    known = _numbers(connection, wanted)
    added = frozenset((fact.urn, fact.number) for fact in facts) - known
    return Compared(added, (*missing, *changed))


def write_inspections(
    connection: sa.Connection, facts: Sequence[InspectionFacts], provenance: Mapping[str, str]
) -> InspectionsWritten:
    """Add the inspections that are new and change those that differ.

    The last file wins if two report one inspection differently, except on the day of its publication, where the source
    that told first does; an empty cell takes nothing away. provenance: with the source_system.
    """
    wanted = _wanted(facts)
    on_home = wanted.join(home, home.c.urn == wanted.c.urn)
    known = _numbers(connection, wanted)
    values: dict[str, Expression] = {name: wanted.c[name] for name in ("number", *FACTS)}
    values |= {"home_id": SHOWN_AT, "quality_flags": _flags(NO_FLAGS, wanted)}
    values |= {name: sa.literal(value) for name, value in provenance.items()}
    insert_missing(connection, inspection, values, source=on_home, returning=(inspection.c.id,))
    changed = update_different(
        connection,
        inspection,
        _facts(wanted, provenance.get("source_system")),
        on=_same(wanted),
        provenance=provenance,
        returning=(home.c.urn, inspection.c.number),
    )
    return InspectionsWritten(
        frozenset((fact.urn, fact.number) for fact in facts) - known,
        frozenset((row.urn, row.number) for row in changed),
    )


def _wanted(facts: Sequence[InspectionFacts]) -> sa.TableValuedAlias:
    return given(facts, COLUMN_TYPES)


def find_other_publications(
    connection: sa.Connection, facts: Sequence[InspectionFacts], source: str
) -> list[tuple[str, str]]:
    """URN and number of the inspections whose day of publication another source has told otherwise, and is kept."""
    wanted = _wanted(facts)
    differs = sa.and_(wanted.c.published_on != inspection.c.published_on, _is_of_another(source))
    query = sa.select(home.c.urn, inspection.c.number).where(_same(wanted), differs)
    return [(row.urn, row.number) for row in connection.execute(query.order_by(home.c.urn, inspection.c.number))]


def _facts(wanted: sa.FromClause, source: str | None) -> dict[str, Expression]:
    """The values of an inspection on the register after the write."""
    values = kept(inspection, wanted, FACTS)
    told_first = sa.and_(inspection.c.published_on.is_not(None), _is_of_another(source))
    values["published_on"] = sa.case((told_first, inspection.c.published_on), else_=values["published_on"])
    return values | {"quality_flags": _flags(inspection.c.quality_flags, wanted)}


def _is_of_another(source: str | None) -> sa.ColumnElement[bool]:
    return inspection.c.source_system.is_distinct_from(source)


def _flags(flags: Expression, wanted: sa.FromClause) -> Expression:
    return with_flag(with_flag(flags, CAP_BROKEN, wanted.c.cap_broken), LIMIT_BROKEN, wanted.c.limit_broken)


def _same(wanted: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(inspection.c.home_id == SHOWN_AT, home.c.urn == wanted.c.urn, inspection.c.number == wanted.c.number)


def known_inspections(connection: sa.Connection, facts: Sequence[InspectionFacts]) -> set[tuple[str, str]]:
    """URN and number of those of the inspections that the register has."""
    return _numbers(connection, _wanted(facts))


def _numbers(connection: sa.Connection, wanted: sa.FromClause) -> set[tuple[str, str]]:
    query = sa.select(home.c.urn, inspection.c.number).where(_same(wanted))
    return {(row.urn, row.number) for row in connection.execute(query)}
