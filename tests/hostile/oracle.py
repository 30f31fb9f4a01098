"""A second opinion on homes: rows in memory, masked by the matrix as this page states it, then searched, sorted, paged.

Nothing of the register's own planning, policy or SQL is used: what a caller reaches is worked out from the corners of
the story's squares, not from stored links.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from tests.hostile import matrix
from tests.support import story

# How far a caller sees a kind of thing: everywhere, or where it has something to do.
ALL, OWN = "all", "own area, area under inspection or opened home"

SQUARES = {
    story.NORTHBY: story.WEST,
    story.NORTHBY_COUNCIL: story.WEST,
    story.SOUTHBY: story.EAST,
    story.SOUTHBY_COUNCIL: story.EAST,
}
# A home without a place is known by its authority: to the authority itself, and to the force around it.
KNOWN_BY = {
    story.NORTHBY_COUNCIL: {story.NORTHBY, story.NORTHBY_COUNCIL},
    story.SOUTHBY_COUNCIL: {story.SOUTHBY, story.SOUTHBY_COUNCIL},
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Caller:
    """An agency, with its area where it has one. inspects, opened: the area and the home that people gave it."""

    agency: str
    area: str | None = None
    inspects: str | None = None
    opened: str | None = None
    subject: str = "tester"

    @property
    def purpose(self) -> str:
        """What it acts for: access that a person gave is open for its own purpose only."""
        if self.inspects is not None:
            return "inspection"
        return "system_support" if self.agency == "admin" else "safeguarding_child"


@dataclass(frozen=True)
class Cell:
    """Where a field's value stands. table: whose kind decides; main: whether the main premises do, and not any."""

    table: str
    column: str
    main: bool = False
    written: Callable[[Any], Any] = lambda value: value


def upper(value: Any) -> Any:
    return None if value is None else value.upper()


def digits(value: Any) -> Any:
    return None if value is None else str(value)


def iso(value: date | None) -> Any:
    return None if value is None else value.isoformat()


def plain(table: str, main: bool, *names: str) -> dict[str, Cell]:
    return {name: Cell(table, _snake(name), main) for name in names}


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


FIELDS: Mapping[str, Cell] = {
    **plain("home", False, "urn", "places", "shortBreaksOnly", "previousUrn"),
    "version": Cell("home_version", "version"),
    **{name: Cell("home", _snake(name), written=upper) for name in ("kind", "sector", "registrationStatus")},
    **{name: Cell("home", _snake(name), written=iso) for name in ("applicationReceivedOn", "registeredOn", "ceasedOn")},
    **plain("home_identity", False, "name", "ageMin", "ageMax", "secureApproved", "contactTelephone"),
    **plain("home_identity", False, "securePlaces"),
    **{name: Cell("home_identity", _snake(name), written=upper) for name in ("sexAdmitted", "operationalStatus")},
    "firstAccommodatedOn": Cell("home_identity", "first_accommodated_on", written=iso),
    **plain("premises", True, "postcode", "onEdge", "longitude", "latitude", "easting", "northing"),
    **plain("premises", True, "saon", "paon", "street", "locality", "town"),
    "uprn": Cell("premises", "uprn", True, digits),
    "precision": Cell("premises", "location_precision", True, upper),
}
STRUCTURES = {
    "location": ("longitude", "latitude", "easting", "northing", "precision"),
    "address": ("saon", "paon", "street", "locality", "town", "postcode"),
}
NOT_SEARCHED = {
    "id": "drawn at random: no question can be about it",
    "geojson": "cannot be searched by, and says what longitude and latitude say",
    "needs": "a list, which has no order: tests/hostile/test_hidden_values.py asks about it",
}


# The statuses of the homes that a list holds unless others are asked for.
CURRENT = ("REGISTERED", "SUSPENDED")


@dataclass(frozen=True)
class Home:
    """One home with all that the register holds of it. tables: its row in each table, of premises the main ones."""

    tables: Mapping[str, Row | None]
    premises: Sequence[Row]
    managers: Sequence[Row]

    def stored(self, field: str) -> Any:
        """The stored value of a field."""
        cell = FIELDS[field]
        row = self.tables[cell.table]
        return row[cell.column] if row else None

    def written(self, field: str) -> Any:
        """The value of a field as an answer writes it."""
        return FIELDS[field].written(self.stored(field))

    def reached(self, caller: Caller, main: bool) -> bool:
        """Whether the home, by its main premises or by any, lies in the caller's area, edge included, or is open."""
        if self.is_open_to(caller):
            return True
        standing = [place for place in self.premises if place["easting"] is not None]
        if any(_inside(place, caller) for place in standing if place["is_main"] or not main):
            return True
        known_by = KNOWN_BY.get((self.tables["home"] or {})["authority_code"], set())
        return not any(place["is_main"] for place in standing) and _area(caller) in known_by

    def is_open_to(self, caller: Caller) -> bool:
        """Whether the home was opened for the caller, with all its premises."""
        return caller.opened is not None and self.stored("urn") == caller.opened


def _area(caller: Caller) -> str:
    return caller.area or caller.inspects or ""


def _inside(place: Row, caller: Caller) -> bool:
    if _area(caller) not in SQUARES:
        return False
    west, south, east, north = SQUARES[_area(caller)]
    return west <= place["easting"] <= east and south <= place["northing"] <= north


def load(engine: sa.Engine) -> list[Home]:
    """Every home of a database, as its owner reads it."""
    with engine.connect() as connection:

        def rows(table: str) -> list[Row]:
            return [dict(row) for row in connection.execute(sa.text(f"select * from register.{table}")).mappings()]  # noqa: S608

        held = {name: rows(name) for name in ("home", "home_version", "home_identity", "premises", "home_person")}
    return [_home(row, held) for row in held["home"]]


def _home(row: Row, rows: Mapping[str, Sequence[Row]]) -> Home:
    premises, people = rows["premises"], rows["home_person"]
    places = [place for place in premises if place["home_id"] == row["id"] and place["valid_to"] is None]
    held = [person for person in people if person["home_id"] == row["id"] and person["valid_to"] is None]
    managers = [person for person in held if person["role"] == "registered_manager"]
    return Home(
        {
            "home": row,
            **{
                beside: next((each for each in rows[beside] if each["home_id"] == row["id"]), None)
                for beside in ("home_version", "home_identity")
            },
            "premises": next((place for place in places if place["is_main"]), None),
        },
        places,
        sorted(managers, key=lambda person: (person["valid_from"], person["id"]), reverse=True),
    )


def reach(caller: Caller, table: str) -> str | None:
    """How far a caller sees what a table holds: everywhere, in its own area, or nowhere."""
    far = matrix.MATRIX[caller.agency].get(matrix.kind_of(table))
    return None if far is None else ALL if matrix.ALL in far else OWN


def sees(home: Home, caller: Caller, table: str, *, main: bool) -> bool:
    """Whether a caller sees what a table holds of a home."""
    how_far = reach(caller, table)
    return how_far == ALL or (how_far == OWN and home.reached(caller, main))


def matched(where: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The tables that a filter compares, each with whether it is of the main premises alone."""
    for name, value in where.items():
        match name:
            case "and" | "or":
                for part in value:
                    yield from matched(part)
            case "not":
                yield from matched(value)
            case "registeredManager":
                yield "home_person", False
            case "premises":
                yield "premises", False
            case _:
                yield FIELDS[name].table, FIELDS[name].main


def fits(home: Home, where: Mapping[str, Any], caller: Caller) -> bool:
    """Whether a home fulfils every part of a filter."""
    return all(_fits(home, name, value, caller) for name, value in where.items())


def _fits(home: Home, name: str, value: Any, caller: Caller) -> bool:
    match name:
        case "and":
            return all(fits(home, part, caller) for part in value)
        case "or":
            return any(fits(home, part, caller) for part in value)
        case "not":
            return not fits(home, value, caller)
        case "registeredManager":
            return any(_compares(person["name"], value["name"], "name") for person in home.managers[:1])
        case "premises":
            everywhere = reach(caller, "premises") == ALL or home.is_open_to(caller)
            near = [place for place in home.premises if everywhere or _inside(place, caller)]
            return any(_compares(place["postcode"], value["some"]["postcode"]) for place in near)
    return _compares(home.written(name), value, name)


UNLIKE = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\u0131": "i"})
ALIKE = str.maketrans({**dict.fromkeys("\u2018\u2019\u02bc", "'"), **dict.fromkeys("\u2010\u2011\u2013\u2014", "-")})
# The fields that are compared as people spell them.
SPELT = {"name", "street", "locality", "town"}


def spelt(value: str) -> str:
    """A text as people compare it, in words of this page: without accents, in small letters, as a keyboard has it."""
    apart = unicodedata.normalize("NFKD", value)
    without = "".join(letter for letter in apart if not 0x300 <= ord(letter) <= 0x36F)
    return without.lower().translate(UNLIKE).translate(ALIKE)


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda held, given: held == given,
    "in": lambda held, given: held in given,
    "gt": lambda held, given: held > given,
    "gte": lambda held, given: held >= given,
    "lt": lambda held, given: held < given,
    "lte": lambda held, given: held <= given,
    "startsWith": lambda held, given: held.lower().startswith(given.lower()),
    "exactly": lambda held, given: held == given,
}
AS_SPELT: Mapping[str, Callable[[Any, Any], bool]] = {
    **COMPARISONS,
    "eq": lambda held, given: spelt(held) == spelt(given),
    "in": lambda held, given: spelt(held) in {spelt(each) for each in given},
    "startsWith": lambda held, given: spelt(held).startswith(spelt(given)),
}


def _compares(held: Any, comparison: Mapping[str, Any], field: str = "") -> bool:
    """Whether a value fulfils every part of a comparison; what is not known fulfils none but isNull."""
    ways = AS_SPELT if field in SPELT else COMPARISONS
    return all(
        (held is None) is given if name == "isNull" else held is not None and ways[name](held, given)
        for name, given in comparison.items()
    )


def ordered(homes: Sequence[Home], order: Sequence[tuple[str, bool]]) -> list[Home]:
    """The homes in an order of (field, descends); nothing stands last ascending and first descending."""
    found = sorted(homes, key=lambda home: (home.tables["home"] or {})["id"])
    for field, descends in reversed(order):
        known = [home for home in found if home.stored(field) is not None]
        unknown = [home for home in found if home.stored(field) is None]
        known.sort(key=lambda home: home.stored(field), reverse=descends)
        found = unknown + known if descends else known + unknown
    return found


@dataclass(frozen=True)
class Question:
    """A query of homes. shown: fields and structures; order: fields with whether they descend. status: which homes."""

    where: Mapping[str, Any]
    order: Sequence[tuple[str, bool]]
    shown: Sequence[str]
    status: str = "ALL"

    def lists(self, home: Home) -> bool:
        """Whether a home of this status is listed: any if all are asked for, or if the filter says which."""
        return self.status == "ALL" or names_status(self.where) or home.written("registrationStatus") in CURRENT


def names_status(where: Any) -> bool:
    """Whether a filter of homes says anything of their own registration status."""
    if isinstance(where, list):
        return any(names_status(part) for part in where)
    below = [where[way] for way in ("and", "or", "not") if way in where]
    return "registrationStatus" in where or any(names_status(part) for part in below)


def answer(homes: Sequence[Home], question: Question, caller: Caller) -> list[Row] | None:
    """What the register must answer, to the end of the last page; nothing where it must refuse."""
    compared = {*matched(question.where), *((FIELDS[field].table, FIELDS[field].main) for field, _ in question.order)}
    if any(reach(caller, table) is None for table, _ in compared):
        return None
    known = [home for home in homes if all(sees(home, caller, table, main=main) for table, main in compared)]
    found = [home for home in known if question.lists(home) and fits(home, question.where, caller)]
    return [_shown(home, question.shown, caller) for home in ordered(found, question.order or [("urn", False)])]


def _shown(home: Home, shown: Sequence[str], caller: Caller) -> Row:
    row: Row = {}
    withheld = []
    for field in shown:
        table, main = _stands(field)
        if sees(home, caller, table, main=main):
            row[field] = _value(home, field)
            continue
        row[field] = None
        withheld.append({"field": field, "reason": "OUTSIDE_SCOPE" if reach(caller, table) else "NO_GRANT"})
    return row | {"withheld": sorted(withheld, key=lambda item: item["field"])}


def _stands(field: str) -> tuple[str, bool]:
    if field in STRUCTURES:
        return "premises", True
    return ("home_person", False) if field == "registeredManager" else (FIELDS[field].table, FIELDS[field].main)


def _value(home: Home, field: str) -> Any:
    if field == "registeredManager":
        return {"name": home.managers[0]["name"]} if home.managers else None
    if field not in STRUCTURES:
        return home.written(field)
    place = home.tables["premises"]
    if place is None or (field == "location" and place["easting"] is None):
        return None
    return {part: home.written(part) for part in STRUCTURES[field]}
