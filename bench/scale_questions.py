"""What is asked of registers of several sizes."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from register.open_types import Value
from register.vocabulary import Agency

_HOME: Final = "urn kind sector registrationStatus registeredOn places shortBreaksOnly name postcode"
_ASKED: Final = f"{_HOME} location {{ longitude latitude }} provider {{ reference name }} authority {{ code name }}"
_CORNERS: Final = 60
_DEGREE_M: Final = 111_320


@dataclass(frozen=True)
class Sized:
    """A register of some size: its database, its homes, its largest force with how many it holds, and a home of its.

    amid_the_log: transaction and number of a change in the middle of the log.
    """

    name: str
    homes: int
    force: str
    held: int
    longitude: float
    latitude: float
    easting: float
    northing: float
    urn: str
    called: str
    postcode: str
    amid_the_log: tuple[int, int]


@dataclass(frozen=True)
class Question:
    """One question, by a force about its own homes or by Ofsted about the same.

    amid_the_log: whether a feed begins in the middle of the log.
    """

    name: str
    agency: Agency
    text: str
    variables: Callable[[Sized], Mapping[str, Value]]
    amid_the_log: bool = False


def _homes(name: str, agency: Agency, arguments: str, *, variables: Callable[[Sized], Mapping[str, Value]]) -> Question:
    declared = "$area: AreaInput" if "$area" in arguments else "$where: HomeFilter"
    shown = f"nodes {{ {_ASKED} }}"
    return Question(name, agency, f"query Q({declared}) {{ homes({arguments}) {{ {shown} }} }}", variables)


def _own(agency: Agency) -> Callable[[Sized], Mapping[str, Value]]:
    return lambda of: {"area": {"mine": True} if agency is Agency.POLICE else {"code": of.force}}


def _near(radius_m: int) -> Callable[[Sized], Mapping[str, Value]]:
    return lambda of: {"area": {"near": {"longitude": of.longitude, "latitude": of.latitude, "radiusM": radius_m}}}


def _box(of: Sized) -> Mapping[str, Value]:
    east, north = 3_500 / (_DEGREE_M * math.cos(math.radians(of.latitude))), 3_500 / _DEGREE_M
    sides = {"west": of.longitude - east, "east": of.longitude + east}
    return {"area": {"bbox": {**sides, "south": of.latitude - north, "north": of.latitude + north}}}


def _within(of: Sized) -> Mapping[str, Value]:
    shrink = math.cos(math.radians(of.latitude))
    turns = [2 * math.pi * number / _CORNERS for number in range(_CORNERS)]
    ring = [
        [of.longitude + 5_000 / _DEGREE_M / shrink * math.cos(turn), of.latitude + 5_000 / _DEGREE_M * math.sin(turn)]
        for turn in turns
    ]
    return {"area": {"within": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}}


def _starts(field: str, letters: int) -> Callable[[Sized], Mapping[str, Value]]:
    return lambda of: {
        "where": {field: {"startsWith": (of.called if field == "name" else of.postcode)[:letters].strip()}}
    }


def _of_homes(agency: Agency, who: str) -> tuple[Question, ...]:
    area = "area: $area, "
    ordered = (("places", "PLACES"), ("name", "NAME"), ("registration day", "REGISTERED_ON"))
    return (
        _homes(f"{who}: homes of the force, first 100", agency, f"{area}first: 100", variables=_own(agency)),
        _homes(f"{who}: homes of the force, first 1,000", agency, f"{area}first: 1000", variables=_own(agency)),
        *(
            _homes(
                f"{who}: homes of the force by {name}, first 100",
                agency,
                f"{area}orderBy: [{{field: {by}}}], first: 100",
                variables=_own(agency),
            )
            for name, by in ordered
        ),
        _homes(f"{who}: near 500 m", agency, f"{area}first: 100", variables=_near(500)),
        _homes(f"{who}: near 5 km, first 100", agency, f"{area}first: 100", variables=_near(5_000)),
        _homes(f"{who}: near 20 km, first 100", agency, f"{area}first: 100", variables=_near(20_000)),
        _homes(f"{who}: bbox of 7 by 7 km, first 100", agency, f"{area}first: 100", variables=_box),
        _homes(f"{who}: within 60 points, first 100", agency, f"{area}first: 100", variables=_within),
        _homes(f"{who}: start of a name, first 100", agency, "where: $where, first: 100", variables=_starts("name", 3)),
        _homes(
            f"{who}: start of a postcode, first 100",
            agency,
            "where: $where, first: 100",
            variables=_starts("postcode", 3),
        ),
        Question(f"{who}: home(urn)", agency, f"query($u: Urn!) {{ home(urn: $u) {{ {_ASKED} }} }}", _urn),
        Question(
            f"{who}: home(urn, asOf)",
            agency,
            f"query($u: Urn!, $at: DateTime!) {{ home(urn: $u, asOf: $at) {{ {_ASKED} }} }}",
            lambda of: {**_urn(of), "at": _now()},
        ),
    )


def _urn(of: Sized) -> Mapping[str, Value]:
    return {"u": of.urn}


def _now() -> str:
    return datetime.now(UTC).isoformat()


_CHANGED: Final = "hasMore token nodes { change at kind operation fields homeUrn left home { name } }"
_FEED: Final = f"query Q($since: String) {{ changes(since: $since, first: 100) {{ {_CHANGED} }} }}"
_OWN_FEED: Final = _FEED.replace("changes(", "changes(area: {mine: true}, ")
QUESTIONS: Final[tuple[Question, ...]] = (
    *_of_homes(Agency.POLICE, "force"),
    Question("force: changes, first 100 of all", Agency.POLICE, _OWN_FEED, lambda of: {}),
    Question("force: changes, 100 amid the log", Agency.POLICE, _OWN_FEED, lambda of: {}, amid_the_log=True),
    Question("force: changes, nothing new", Agency.POLICE, _OWN_FEED, lambda of: {"since": "now"}),
    *_of_homes(Agency.OFSTED, "Ofsted"),
    Question("Ofsted: changes, first 100 of all", Agency.OFSTED, _FEED, lambda of: {}),
)
