"""A second opinion on rows: which rows of each table a caller may read, as the matrix is stated here in other words.

Nothing of the register's own policy or SQL is used, nor its stored links: where a home stands is worked out from the
corners of the story's squares.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tests.hostile.oracle import DETAIL, HOLDS, KNOWN_BY, LOCATION, PEOPLE, PUBLIC, SQUARES, STATUS, Row

REFERENCE, ACCESS, APPOINTED, LOG = "reference", "access that people give", "appointments", "logs"
REQUESTS, CHANGED, AUTHORS = "commands remembered", "that a record changed", "who changed it"
ALL, OWN, INSPECTED, OPENED = "all", "own area", "areas under inspection", "opened homes"
HELD, BODY = "one's own", "one's body's, for those appointed"
KNOWN = "where the record that changed may be read"

Reach = Mapping[str, tuple[str, ...]]

# What every body may read, whatever it is.
EVERYONE: Reach = {
    REFERENCE: (ALL,),
    PUBLIC: (ALL,),
    ACCESS: (HELD, BODY),
    APPOINTED: (HELD,),
    LOG: (BODY,),
    REQUESTS: (HELD,),
    CHANGED: (KNOWN,),
}
MATRIX: Mapping[str, Reach] = {
    "police": {**EVERYONE, **dict.fromkeys((LOCATION, PEOPLE, STATUS), (OWN, OPENED))},
    "ukmpu": EVERYONE,
    "ofsted": {**EVERYONE, **dict.fromkeys((LOCATION, PEOPLE, STATUS, DETAIL, AUTHORS), (ALL,))},
    "ofsted_inspector": {**EVERYONE, **dict.fromkeys((LOCATION, PEOPLE, STATUS, DETAIL), (INSPECTED,))},
    "dfe": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, DETAIL), (ALL,))},
    "dfe_statistics": EVERYONE,
    "commissioner": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS), (ALL,))},
    "commissioner_statistics": EVERYONE,
    "local_authority": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, DETAIL), (ALL,)), PEOPLE: (OWN,)},
    "cqc": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, DETAIL), (INSPECTED,))},
    "hmicfrs": {**EVERYONE, LOCATION: (INSPECTED,)},
    "hmi_probation": EVERYONE,
    "health": EVERYONE,
    "interview_provider": {kind: reach for kind, reach in EVERYONE.items() if kind != PUBLIC},
    "admin": {**EVERYONE, LOCATION: (OPENED,)},
    "auditor": {
        **dict.fromkeys((REFERENCE, PUBLIC, ACCESS, APPOINTED, LOG, AUTHORS), (ALL,)),
        REQUESTS: (HELD,),
        CHANGED: (KNOWN,),
    },
}
# What each table holds that says nothing of a home, or only where it stands.
KINDS: Mapping[str, str] = {
    **HOLDS,
    "home_area": PUBLIC,
    "home_reach": LOCATION,
    "live_grant": ACCESS,
    "appointment": APPOINTED,
    "suspension": APPOINTED,
    "change_request": REQUESTS,
    "entry": CHANGED,
    "entry_author": AUTHORS,
    **dict.fromkeys(("access_log", "access_key", "seal_leaf", "seal_node", "seal_head", "seal_held"), LOG),
    **dict.fromkeys(("area", "area_version", "area_part", "area_drawing", "area_within", "area_successor"), REFERENCE),
    **dict.fromkeys(("agency", "legal_basis", "organisation", "policy_state", "postcode", "seal_state"), REFERENCE),
}


@dataclass(frozen=True)
class Asker:
    """A caller, with what the register holds for it. opened: URNs; inspects: area codes; appointed: to supervise."""

    agency: str
    area: str | None = None
    organisation: str | None = None
    subject: str | None = "tester"
    purpose: str | None = "safeguarding_child"
    opened: frozenset[str] = frozenset()
    inspects: frozenset[str] = frozenset()
    appointed: bool = False


def kind_of(table: str) -> str:
    """What a table holds, or the table whose past it holds."""
    return KINDS[table.removesuffix("_history")]


def may_read(asker: Asker, table: str) -> bool:
    """Whether a caller may read a table at all."""
    return kind_of(table) in MATRIX[asker.agency]


class Rows:
    """Every row of a database as its owner reads it, and who may read which."""

    def __init__(self, engine: sa.Engine, tables: Sequence[str]) -> None:
        with engine.connect() as connection:
            self.rows: dict[str, list[Row]] = {
                name: [dict(row) for row in connection.execute(sa.text(f"select * from register.{name}")).mappings()]  # noqa: S608
                for name in tables
            }
        self.homes = {home["id"]: home for home in self.rows["home"]}

    def visible(self, asker: Asker, table: str) -> Iterator[Row]:
        """The rows of a table that a caller may read."""
        how_far = MATRIX[asker.agency].get(kind_of(table), ())
        for row in self.rows[table]:
            if any(self._within(scope, asker, table.removesuffix("_history"), row) for scope in how_far):
                yield row

    def _within(self, scope: str, asker: Asker, table: str, row: Row) -> bool:
        match scope:
            case "all":
                return True
            case "own area":
                return self._reached(table, row, {asker.area})
            case "areas under inspection":
                return self._reached(table, row, asker.inspects)
            case "opened homes":
                return table != "home_reach" and any(home["urn"] in asker.opened for home in self._of(table, row))
            case "one's own":
                return _held(asker, table, row)
            case "where the record that changed may be read":
                return self._known(asker, row)
        return asker.appointed and self._of_body(asker, table, row)

    def _known(self, asker: Asker, entry: Row) -> bool:
        """Whether a caller may read what an entry says changed: of a home, or of a provider, told of all its homes."""
        homes = [home for home in self.homes.values() if entry["provider_id"] == home["provider_id"] is not None]
        homes += [home for home in [self.homes.get(entry["home_id"])] if home is not None]
        far = MATRIX[asker.agency].get(kind_of(entry["entity"]), ())
        areas = (OWN in far and {asker.area}) or (INSPECTED in far and asker.inspects) or frozenset()
        opened = OPENED in far and any(home["urn"] in asker.opened for home in homes)
        return ALL in far or opened or any(self._stands(home, areas) for home in homes)

    def _reached(self, table: str, row: Row, areas: Any) -> bool:
        if table == "home_reach":
            return row["area_code"] in areas
        if table == "premises":
            return any(place["id"] == row["id"] and _inside(place, areas) for place in self.rows["premises"])
        return any(self._stands(home, areas) for home in self._of(table, row))

    def _of(self, table: str, row: Row) -> list[Row]:
        """The homes that a row speaks of."""
        if table == "provider_contact":
            return [home for home in self.homes.values() if home["provider_id"] == row["provider_id"]]
        home = self.homes.get(row.get("home_id") or row.get("id"))
        return [home] if home else []

    def _stands(self, home: Row, areas: Any) -> bool:
        places = [each for each in self.rows["premises"] if each["home_id"] == home["id"] and _is_open(each)]
        if any(_inside(place, areas) for place in places):
            return True
        known_by = KNOWN_BY.get(home["authority_code"], set())
        return not any(place["is_main"] for place in places) and bool(known_by.intersection(areas))

    def _of_body(self, asker: Asker, table: str, row: Row) -> bool:
        match table:
            case "access_log":
                return (row["agency"], row["area"], row["organisation"]) == _body(asker)
            case "access_key":
                log = (each for each in self.rows["access_log"] if each["id"] == row["access_id"])
                return any(self._of_body(asker, "access_log", each) for each in log)
            case "live_grant":
                holder = (row["holder_agency"], row["holder_area"], row["holder_organisation"])
                gave = _body(asker) == (row["issued_agency"], None, None)
                return holder == _body(asker) or gave
        return False


def _is_open(place: Row) -> bool:
    return place["easting"] is not None and place["valid_to"] is None


def _inside(place: Row, areas: Any) -> bool:
    squares = (SQUARES[area] for area in areas if area is not None)
    return _is_open(place) and any(
        west <= place["easting"] <= east and south <= place["northing"] <= north for west, south, east, north in squares
    )


def _body(asker: Asker) -> tuple[str, str | None, str | None]:
    return asker.agency, asker.area, asker.organisation


def _held(asker: Asker, table: str, row: Row) -> bool:
    match table:
        case "live_grant":
            open_to = ("holder_subject", "holder_area", "holder_organisation")
            own = (asker.subject, asker.area, asker.organisation)
            named = [row[name] in (None, mine) for name, mine in zip(open_to, own, strict=True)]
            return row["holder_agency"] == asker.agency and all(named)
        case "appointment" | "change_request":
            return asker.subject is not None and (row["agency"], row["area"], row["organisation"], row["subject"]) == (
                *_body(asker),
                asker.subject,
            )
        case "suspension":
            names = ("agency", "area", "organisation", "subject")
            return all(row[name] in (None, getattr(asker, name)) for name in names)
    return False
