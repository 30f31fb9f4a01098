"""A reorganisation: an area ends on a day, others take its place, and what was known only by it moves to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from register.errors import SetupError
from register.geo.areas import add_successors, derive_within, move_homes
from register.geo.boundary_versions import Succession
from register.geo.handover import Undecided, hand_over
from register.geo.home_areas import LinkReport
from register.tables import appointment, area, area_version, suspension
from register.vocabulary import AreaKind

LEFT_OVER = """
select coalesce(st_area(st_difference(v.outline_27700,
                                      (select st_union(n.outline_27700)
                                         from register.area_version n
                                        where n.code = any(:successors)
                                          and n.valid_from <= :day
                                          and (n.valid_to is null or n.valid_to > :day)))), 0) / 1e6 as km2
  from register.area_version v
 where v.code = :code and v.valid_to = :day
"""


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """An area that ends, the areas that replace it, and the first day on which they do.

    assigned: to which area each record passes, by its URN or key, if several areas could have it.
    """

    code: str
    successors: tuple[str, ...]
    first_day: date
    assigned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReorganisationReport:
    """What a reorganisation changed: links of homes, and how many records moved, by kind.

    undecided: what did not move; uncovered_km2: ground of the area that no successor covers; people: appointments
    and suspensions of the area, which do not move.
    """

    links: LinkReport
    moved: Mapping[str, int]
    undecided: tuple[Undecided, ...]
    uncovered_km2: float
    people: int


class _Area(NamedTuple):
    code: str
    kind: str
    valid_from: date | None
    valid_to: date | None


def reorganise(connection: sa.Connection, wanted: Reorganisation, *, today: date) -> ReorganisationReport:
    """End an area and let others take its place, with every home and record that is known only by the area.

    Entered again with the same areas and day it moves what is left. Raises: SetupError, naming the area.
    """
    _check(connection, wanted, today)
    add_successors(connection, [Succession(wanted.code, s, wanted.first_day) for s in wanted.successors])
    around = {wanted.code, *wanted.successors, *derive_within(connection)}
    by_place = move_homes(connection, around, wanted.first_day, today=today)
    handed = hand_over(connection, wanted.code, wanted.successors, assigned=wanted.assigned)
    by_authority = move_homes(connection, around, wanted.first_day, today=today)
    return ReorganisationReport(
        links=by_place.then(by_authority),
        moved=handed.moved,
        undecided=handed.undecided,
        uncovered_km2=_uncovered(connection, wanted),
        people=_people(connection, wanted.code),
    )


def _check(connection: sa.Connection, wanted: Reorganisation, today: date) -> None:
    named = (wanted.code, *wanted.successors)
    columns = (area.c.code, area.c.kind, area.c.valid_from, area.c.valid_to)
    held = {row.code: _Area(*row) for row in connection.execute(sa.select(*columns).where(area.c.code.in_(named)))}
    for problem in _problems(wanted, held, today):
        raise SetupError(problem)
    begun = area_version.c.valid_from <= wanted.first_day
    holding = area_version.c.valid_to.is_(None) | (area_version.c.valid_to > wanted.first_day)
    if begins := connection.scalar(
        sa.select(area_version.c.valid_from).where(
            area_version.c.code == wanted.code, area_version.c.valid_from >= wanted.first_day
        )
    ):
        raise SetupError(f"{wanted.code} has a boundary from {begins}.")
    drawn = set(connection.scalars(sa.select(area_version.c.code).where(begun, holding)))
    for code in wanted.successors:
        if code not in drawn:
            raise SetupError(f"{code} has no boundary on {wanted.first_day}. Import it first.")


def _problems(wanted: Reorganisation, held: Mapping[str, _Area], today: date) -> Iterator[str]:
    """What is wrong with what was asked for, the first thing first."""
    day = wanted.first_day
    for code in (wanted.code, *wanted.successors):
        if code not in held:
            yield f"No area has the code {code}. Import its boundary first."
    ended = held[wanted.code]
    if not wanted.successors:
        yield f"Name the areas that replace {wanted.code}."
    if day > today:
        yield f"{day} is after today. Enter a reorganisation on its first day or later."
    if ended.kind not in (AreaKind.AUTHORITY, AreaKind.FORCE):
        yield f"{wanted.code} is of the kind {ended.kind}. Only authorities and forces are reorganised."
    if ended.valid_to not in (None, day):
        yield f"{wanted.code} ended on {ended.valid_to}."
    if ended.valid_from is not None and ended.valid_from >= day:
        yield f"{wanted.code} began on {ended.valid_from}."
    for code in wanted.successors:
        if code == wanted.code:
            yield f"{code} cannot replace itself."
        if held[code].kind != ended.kind:
            yield f"{code} is of the kind {held[code].kind}, and {wanted.code} of the kind {ended.kind}."
        if (ends := held[code].valid_to) is not None and ends <= day:
            yield f"{code} ended on {ends}."
    for key, code in wanted.assigned.items():
        if code not in wanted.successors:
            yield f"{key} is assigned to {code}, which does not replace {wanted.code}."


def _uncovered(connection: sa.Connection, wanted: Reorganisation) -> float:
    bound = {"code": wanted.code, "successors": list(wanted.successors), "day": wanted.first_day}
    found = connection.scalar(sa.text(LEFT_OVER), bound)
    return float(found or 0)


def _people(connection: sa.Connection, code: str) -> int:
    appointed = sa.select(sa.func.count()).where(appointment.c.area == code, appointment.c.valid_to.is_(None))
    suspended = sa.select(sa.func.count()).where(suspension.c.area == code, suspension.c.lifted_at.is_(None))
    return sum(connection.scalar(each) or 0 for each in (appointed, suspended))
