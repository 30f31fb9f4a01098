"""The buildings of a home as commands give them: read into columns, every broken rule at once, and written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Any
from uuid import UUID

from register.geo.crs import point_to_grid
from register.geo.predicates import point_at
from register.open_types import Values
from register.resolvers.commands.context import CommandContext
from register.resolvers.commands.input_facts import columns_of, text_problems
from register.rules.home import normalise_postcode, postcode_has_form, uprn_has_form, usrn_has_form
from register.rules.premises import (
    FAR_FROM_POSTCODE,
    position_is_in_england,
    position_is_whole,
    postcode_agrees_with_position,
)
from register.rules.problem import Problem, problems_of, under
from register.schema.commands.premises import ADDRESS, NUMBERS, POSITION
from register.sql.write.rows import Row
from register.tables import postcode as published
from register.tables import premises

COMPARED = ("postcode", "longitude")
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Building:
    """One building of a command's input. columns: the values it sets; grid: its position after that, in metres."""

    columns: Values
    postcode: str | None
    grid: tuple[float, float] | None
    problems: tuple[Problem, ...]


async def read_building(context: CommandContext, given: Values, before: Row | None = None) -> Building:
    """A new building, or the corrections to one on record. before: the row on record."""
    address, unread = _address(given)
    position, misplaced = _position(given, before)
    columns = {**address, **position}
    told = {**(before or {}), **columns}
    point = _grid(told) if not misplaced else None
    far = None
    # A correction is judged by what it touches: a street may be put right where the postcode is still to be.
    if before is None or not columns.keys().isdisjoint(COMPARED):
        if point is not None and told.get("postcode") and not unread:
            far = await _far_from_its_postcode(context, told["postcode"], point)
        columns |= _settled(before)
    return Building(columns, told.get("postcode"), point, problems_of(*unread, *misplaced, far))


async def add_building(context: CommandContext, home_id: UUID, building: Building, **values: object) -> UUID:
    """Write a building of a home."""
    key: UUID = await context.rows.insert(premises, home_id=home_id, **stored(building), **values)
    return key


def stored(building: Building) -> dict[str, Any]:
    """What a building gives, as the table holds it: its point is on the grid."""
    if "longitude" not in building.columns:
        return dict(building.columns)
    return {**building.columns, "point_27700": point_at(*building.grid) if building.grid else None}


async def standing_buildings(context: CommandContext) -> list[Row]:
    """The buildings that the home has now, the main one first."""
    rows = await context.rows.find_all(premises, home_id=context.record["id"], valid_to=None)
    return sorted(rows, key=lambda row: not row["is_main"])


def building_problems(buildings: Sequence[Building]) -> Iterator[Problem]:
    """What is wrong with the buildings of a list named premises, each with the path to it."""
    for number, each in enumerate(buildings):
        yield from under(f"premises.{number}", *each.problems)


def began_on(row: Row, registered_on: date | None) -> date | None:
    """The day from which a building is the home's."""
    found: date | None = row["valid_from"] or registered_on
    return found


def _address(given: Values) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    columns = columns_of(ADDRESS, given, premises)
    if columns.get("postcode") is not None:
        columns["postcode"] = normalise_postcode(columns["postcode"])
    broken = problems_of(
        *text_problems(ADDRESS, given),
        postcode_has_form(columns["postcode"]) if columns.get("postcode") is not None else None,
        uprn_has_form(columns.get("uprn")),
        usrn_has_form(columns.get("usrn")),
    )
    if not broken:
        columns |= {name: int(columns[name]) for name in NUMBERS if columns.get(name) is not None}
    return columns, broken


def _position(given: Values, before: Row | None) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if not any(name in given for name in POSITION):
        return {}, ()
    known = _known_position(before)
    told = {name: given.get(name, known[name]) for name in POSITION}
    if all(value is None for value in told.values()):
        return {"longitude": None, "latitude": None, "location_precision": None}, ()
    partial = position_is_whole(told.values())
    if partial is not None:
        return {}, (partial,)
    # A billionth of a degree is a tenth of a millimetre: a point on a line stays on it, for the grid keeps millimetres.
    longitude, latitude = round(told["longitude"], DIGITS), round(told["latitude"], DIGITS)
    columns = {"longitude": longitude, "latitude": latitude, "location_precision": told["precision"]}
    return columns, problems_of(position_is_in_england(longitude, latitude))


def _known_position(before: Row | None) -> dict[str, Any]:
    if before is None:
        return dict.fromkeys(POSITION)
    return {"longitude": before["longitude"], "latitude": before["latitude"], "precision": before["location_precision"]}


def _grid(told: Values) -> tuple[float, float] | None:
    if told.get("longitude") is None:
        return None
    return point_to_grid(told["longitude"], told["latitude"])


def _settled(before: Row | None) -> dict[str, Any]:
    """The quality flags of a building whose postcode and position now agree, if they did not before."""
    if before is None or FAR_FROM_POSTCODE not in before["quality_flags"]:
        return {}
    return {"quality_flags": [flag for flag in before["quality_flags"] if flag != FAR_FROM_POSTCODE]}


async def _far_from_its_postcode(context: CommandContext, postcode: str, point: tuple[float, float]) -> Problem | None:
    """Compares with the postcode's published position or, if that is not known, with other homes of the postcode."""
    known = await context.rows.find(published, postcode=postcode)
    standing = [known] if known is not None else await _others(context, postcode)
    away = [hypot(row["easting"] - point[0], row["northing"] - point[1]) for row in standing]
    return postcode_agrees_with_position(min(away, default=None))


async def _others(context: CommandContext, postcode: str) -> list[Row]:
    rows = await context.rows.find_all(premises, postcode=postcode, valid_to=None)
    return [row for row in rows if row["home_id"] != context.record.get("id") and row["easting"] is not None]
