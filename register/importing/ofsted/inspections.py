"""What Ofsted's published files say of a home's inspection, in words that the register knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from register.importing.files.cells import Cells
from register.importing.files.csv_table import RowProblem, header_key, printable
from register.importing.upsert import (
    Compared,
    find_different,
    find_missing,
    flagged,
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
from register.tables import home, inspection
from register.tables.inspections import JUDGEMENTS
from register.vocabulary import HomeKind, InspectionKind, Judgement

HOME_KINDS = {
    "children's home": HomeKind.CHILDRENS_HOME,
    "secure children's home": HomeKind.SECURE_CHILDRENS_HOME,
    "residential special school (registered as a children's home)": HomeKind.RESIDENTIAL_SPECIAL_SCHOOL,
}
EVENT_KINDS = {
    "full inspection": InspectionKind.FULL,
    "interim inspection": InspectionKind.INTERIM,
    "assurance visit": InspectionKind.ASSURANCE,
    "assurance inspection": InspectionKind.ASSURANCE,
    "monitoring inspection": InspectionKind.MONITORING_VISIT,
    "monitoring visit": InspectionKind.MONITORING_VISIT,
}
JUDGEMENT_WORDS = {
    "outstanding": Judgement.OUTSTANDING,
    "good": Judgement.GOOD,
    "requires improvement to be good": Judgement.REQUIRES_IMPROVEMENT,
    "requires improvement": Judgement.REQUIRES_IMPROVEMENT,
    "inadequate": Judgement.INADEQUATE,
    "not judged": Judgement.NOT_JUDGED,
}
IDENTITY_COLUMNS = {"urn": "URN", "provision_type": "Provision type"}
LATEST_INSPECTION_COLUMNS = {
    "event": "Latest full inspection event type",
    "started_on": "Latest full inspection date",
    "published_on": "Latest full inspection publication date",
    "number": "Latest full inspection event number",
}
INSPECTION_COLUMNS = {
    "event": "Inspection event type",
    "started_on": "Inspection date",
    "published_on": "Inspection publication date",
    "number": "Inspection event number",
}
JUDGEMENT_COLUMNS = {
    "overall_experiences_and_progress": "Overall experiences and progress of children and young people",
    "education_and_learning": "Outcomes in education and related learning activities",
    "health": "Health services",
    "helped_and_protected": "How well children and young people are helped and protected",
    "leaders_and_managers": "The effectiveness of leaders and managers",
}
CAP_BROKEN = "leadership_cap_broken"
COLUMN_TYPES = {
    "urn": sa.Text(),
    "number": sa.Text(),
    "kind": sa.Text(),
    "started_on": sa.Date(),
    "published_on": sa.Date(),
    **dict.fromkeys(JUDGEMENTS, sa.Text()),
    "cap_broken": sa.Boolean(),
}
FACTS = ("kind", "started_on", "published_on", *JUDGEMENTS)


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """One inspection as a file gives it; cap_broken: its judgements break the capping rule, yet are published."""

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


@dataclass(frozen=True, slots=True)
class InspectionsWritten:
    """URN and number of the inspections that were added, and of those that were changed."""

    added: frozenset[tuple[str, str]]
    changed: frozenset[tuple[str, str]]


def has_columns(headers: frozenset[str], columns: Mapping[str, str]) -> bool:
    """True if a file has all these columns, in any spelling."""
    return headers >= {header_key(name) for name in columns.values()}


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


def read_inspection(cells: Cells, urn: str, today: date) -> tuple[InspectionFacts | None, list[RowProblem]]:
    """The inspection that a row reports, if any and if acceptable, and remarks on it."""
    if not any(cells.raw(field) for field in (*INSPECTION_COLUMNS, *JUDGEMENT_COLUMNS)):
        return None, []
    number = cells.needed("number", 20)
    kind = cells.needed_code("event", EVENT_KINDS)
    started_on = cells.needed("started_on") and cells.day("started_on")
    published_on = cells.day("published_on")
    judged = {name: cells.code(name, JUDGEMENT_WORDS) for name in JUDGEMENTS}
    overall = judged["overall_experiences_and_progress"]
    for field, day in (("started_on", started_on or None), ("published_on", published_on)):
        cells.refuse(not_in_the_future(day, today, field) or not_before_1900(day, field))
    cells.refuse(dates_ordered(started_on or None, published_on, "published_on"))
    cells.refuse(protection_limits_overall(judged["helped_and_protected"], overall))
    if not number or cells.refuse(number_has_form(number)) or not kind or not started_on:
        return None, []
    # What Ofsted published stands as published: the cap is its usual practice, the limit above is not negotiable.
    broken = leadership_caps_overall(judged["leaders_and_managers"], overall)
    facts = InspectionFacts(urn, number, kind, started_on, published_on, cap_broken=broken is not None, **judged)
    return facts, [cells.problem(broken)] if broken else []


def compare_inspections(connection: sa.Connection, facts: Sequence[InspectionFacts]) -> Compared:
    """What write_inspections would add and change with the same facts; nothing is written."""
    wanted = _wanted(facts)
    key = (home.c.urn, wanted.c.number)
    missing = find_missing(
        connection,
        inspection,
        {"number": wanted.c.number},
        source=wanted.join(home, home.c.urn == wanted.c.urn),
        same=sa.and_(inspection.c.home_id == home.c.id, inspection.c.number == wanted.c.number),
        key=key,
    )
    changed = find_different(connection, inspection, _facts(wanted), on=_same(wanted), key=key)
    known = _numbers(connection, wanted)
    added = frozenset((fact.urn, fact.number) for fact in facts) - known
    return Compared(added, (*missing, *changed))


def write_inspections(
    connection: sa.Connection, facts: Sequence[InspectionFacts], provenance: Mapping[str, str]
) -> InspectionsWritten:
    """Add the inspections that are new and change those that differ.

    The last file wins if two report one inspection differently; an empty cell takes nothing away.
    """
    wanted = _wanted(facts)
    on_home = wanted.join(home, home.c.urn == wanted.c.urn)
    known = _numbers(connection, wanted)
    values: dict[str, Expression] = {name: wanted.c[name] for name in ("number", *FACTS)}
    values |= {"home_id": home.c.id, "quality_flags": flagged(CAP_BROKEN, wanted.c.cap_broken)}
    values |= {name: sa.literal(value) for name, value in provenance.items()}
    insert_missing(connection, inspection, values, source=on_home, returning=(inspection.c.id,))
    changed = update_different(
        connection,
        inspection,
        _facts(wanted),
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


def _facts(wanted: sa.FromClause) -> dict[str, Expression]:
    """The values of an inspection on the register after the write."""
    flags = with_flag(inspection.c.quality_flags, CAP_BROKEN, wanted.c.cap_broken)
    return kept(inspection, wanted, FACTS) | {"quality_flags": flags}


def _same(wanted: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        inspection.c.home_id == home.c.id, home.c.urn == wanted.c.urn, inspection.c.number == wanted.c.number
    )


def _numbers(connection: sa.Connection, wanted: sa.FromClause) -> set[tuple[str, str]]:
    query = sa.select(home.c.urn, inspection.c.number).where(_same(wanted))
    return {(row.urn, row.number) for row in connection.execute(query)}
