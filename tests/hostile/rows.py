"""A second opinion on rows: which rows of each table a caller may read, as the matrix is stated here in other words.

Nothing of the register's own policy or SQL is used, nor its stored links: where a home stands is worked out from the
corners of the story's squares.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import sqlalchemy as sa

from register.tables import home, metadata
from tests.hostile.child_rows import KINDS, TABLES, ChildRows
from tests.hostile.child_rows import LINKS as CHILD_LINKS
from tests.hostile.child_scopes import CASES
from tests.hostile.matrix import (
    ALL,
    AUTHORITY,
    BODY,
    HELD,
    INSPECTED,
    KNOWN,
    MATRIX,
    OPENED,
    OWN,
    OWN_BODY,
    RECORD,
    kind_of,
)
from tests.hostile.oracle import KNOWN_BY, SQUARES, Row

Areas = Collection[str | None]

# Links of homes, each for itself, and each once more where it is found.
LINKS = ("home_reach", "home_finder")
RETURNS = frozenset(
    {
        "authority_return", "return_duty", "return_figure", "return_check", "return_bypass", "return_judgement",
        "return_sign_off", "return_row", "return_match",
    }
)  # fmt: skip
# Rows of an authority, which those who inspect its area read by its code.
OF_AREAS = frozenset({"area_inspection", "area_pack", "area_finding", "area_cohort", "area_action"})
# Published with an inspection, and reported to nobody.
LETTERS = frozenset({"published_inspection", "published_finding", "target_decision"})
# Whose changes are reported to nobody.
UNTOLD = frozenset(
    {
        "home_version", "former_fact", "former_identity", "inspection_round", *OF_AREAS,
        *(RETURNS - {"return_duty"}), *LETTERS,
    }
)  # fmt: skip

# The table of the record that an entry about a child names.
SUBJECTS = {"child": "child", "placement": "placement", "episode": "missing_episode"}

# What the rules below look up beside the row itself: a change of these can change who may read rows of other tables.
LOOKED_UP = frozenset(
    {
        "home", "premises", "access_log", "child", "placement", "missing_episode", "episode_child", "return_duty",
        "correction_notice",
    }
)  # fmt: skip


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


class _Watched(dict[str, Any]):
    """A row that notes which of its columns are looked at."""

    def __init__(self, row: Row, read: set[str]) -> None:
        super().__init__(row)
        self.read = read

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)


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
        self.standing: dict[tuple[Any, frozenset[str | None]], bool] = {}

    def held(self, table: str, column: str) -> list[Any]:
        """The values of a column, each once; of a list its items."""
        return list(dict.fromkeys(item for row in self.rows[table] for item in _items(row[column])))

    def seen(self, asker: Asker, table: str, column: str) -> set[Any]:
        """Those of them on rows that a caller may read."""
        return {item for row in self.visible(asker, table) for item in _items(row[column])}

    @contextmanager
    def with_changes(self, changes: Iterable[tuple[str, Row, Row | None]]) -> Iterator[set[int]]:
        """The rows while these, by table and key, are others, there as well or gone; which those are, by identity."""
        kept, touched = dict(self.rows), set()
        for table, key, row in changes:
            others = [each for each in self.rows[table] if any(each[name] != key[name] for name in key)]
            self.rows[table] = others if row is None else [*others, row]
            touched |= {id(each) for each in kept[table] if all(each[name] == key[name] for name in key)} | {id(row)}
        self._changed()
        yield touched
        self.rows = kept
        self._changed()

    def deciding(self, askers: Collection[Asker]) -> dict[str, set[str]]:
        """The columns of each table that the rules below look at, to decide who may read a row of it or of another."""
        kept, read = self.rows, {name: set[str]() for name in self.rows}
        self.rows = {name: [_Watched(row, read[name]) for row in rows] for name, rows in kept.items()}
        self._changed()
        for asker, name in product(askers, kept):
            list(self.visible(asker, name))
        self.rows = kept
        self._changed()
        return read

    def _changed(self) -> None:
        self.homes = {home["id"]: home for home in self.rows["home"]}
        self.standing.clear()

    def visible(self, asker: Asker, table: str) -> Iterator[Row]:
        """The rows of a table that a caller may read."""
        how_far = MATRIX[asker.agency].get(kind_of(table), ())
        for row in self.rows[table]:
            if any(self._within(scope, asker, table.removesuffix("_history"), row) for scope in how_far):
                yield row

    def _within(self, scope: str, asker: Asker, table: str, row: Row) -> bool:
        return SCOPES[scope](self, asker, table, row)

    def of_children(self, scope: str, areas: Areas, table: str, row: Row) -> bool:
        """Whether a scope holds a row of a child's, for a body of these areas."""
        return ChildRows(self.rows).within(scope, areas, table, row)

    def inspected(self, asker: Asker, table: str, row: Row) -> bool:
        """Whether a row is of the areas that a caller inspects."""
        if table in OF_AREAS:
            return row["authority_code"] in asker.inspects
        if table in TABLES:
            return ChildRows(self.rows).inspected(asker.inspects, table, row)
        return self.reached(table, row, asker.inspects)

    def reached(self, table: str, row: Row, areas: Areas) -> bool:
        """Whether a row is of a home that stands in one of these areas; premises stand for themselves."""
        if table in LINKS:
            return row["area_code"] in areas
        if table == "premises":
            return any(place["id"] == row["id"] and _inside(place, areas) for place in self.rows["premises"])
        return any(self._stands(home, areas) for home in self._of(table, row))

    def opened(self, asker: Asker, table: str, row: Row) -> bool:
        """Whether a row is of a home that was opened for the caller; how a home reaches areas is not opened with it."""
        return table not in LINKS and any(home["urn"] in asker.opened for home in self._of(table, row))

    def known(self, asker: Asker, entry: Row) -> bool:
        """Whether a caller may read what an entry says changed. What is of a provider is told of all its homes."""
        if entry["entity"] in UNTOLD or _says_nothing(entry):
            return False
        if entry["entity"] in TABLES:
            return self._known_of_children(asker, entry)
        if entry["entity"] == "return_duty":
            return self._known_of_duties(asker, entry)
        if entry["entity"] == "correction_notice":
            own = (row for row in self.visible(asker, "correction_notice") if str(row["id"]) == entry["key"])
            return any(own)
        kind, key = entry["subject_kind"], entry["subject_id"]
        homes = [home for home in self.homes.values() if kind == "provider" and key == home["provider_id"]]
        homes += [home for home in [self.homes.get(key)] if kind == "home" and home is not None]
        far = MATRIX[asker.agency].get(kind_of(entry["entity"]), ())
        areas = (OWN in far and {asker.area}) or (INSPECTED in far and asker.inspects) or frozenset()
        if ALL in far or self._links(entry, areas):
            return True
        if entry["entity"] == "home_reach":
            return False
        if OPENED in far and any(home["urn"] in asker.opened for home in homes):
            return True
        if BODY in far and entry["entity"] == "opening" and asker.appointed:
            told = [row for row in self.rows["opening"] if row["id"] == entry["key"]]
            if any(_was_opened_by_the_body(self, asker, row) for row in told):
                return True
        if entry["entity"] == "premises":
            return any(_inside(place, areas) for place in self.rows["premises"] if str(place["id"]) == entry["key"])
        return any(self._stands(home, areas) for home in homes)

    def _known_of_children(self, asker: Asker, entry: Row) -> bool:
        """Whether a caller may read the child's record that an entry names; a link, if it ever was one of its own."""
        table, far = entry["entity"], MATRIX[asker.agency].get(kind_of(entry["entity"]), ())
        if ALL in far:
            return True
        if BODY in far and asker.appointed and table in OF_THE_BODY:
            own = (row for row in self.rows[table] if str(row["id"]) == entry["key"])
            if any(OF_THE_BODY[table](self, asker, row) for row in own):
                return True
        held = [scope for scope in far if scope in KINDS or scope == INSPECTED]
        of, key = (f"{table}_history", entry["key"]) if table in CHILD_LINKS else _subject(entry)
        named = [row for row in self.rows[of] if str(row["id"]) == str(key)] if of else []
        return any(SCOPES[scope](self, asker, of.removesuffix("_history"), row) for row in named for scope in held)

    def _known_of_duties(self, asker: Asker, entry: Row) -> bool:
        """Whether a caller may read the duty to return a list that an entry names: oversees all, or owes it."""
        far = MATRIX[asker.agency].get(kind_of("return_duty"), ())
        owed = (row for row in self.rows["return_duty"] if str(row["id"]) == entry["key"])
        return ALL in far or (AUTHORITY in far and any(row["authority_code"] == asker.area for row in owed))

    def _links(self, entry: Row, areas: Areas) -> bool:
        """Whether an entry is of a link to one of these areas, whether it lasts or not."""
        of_link = entry["entity"] == "home_reach"
        named = (link for link in self.rows["home_reach_history"] if of_link and str(link["id"]) == entry["key"])
        return any(link["area_code"] in areas for link in named)

    def _of(self, table: str, row: Row) -> list[Row]:
        """The homes that a row speaks of."""
        if table == "provider_contact":
            return [home for home in self.homes.values() if home["provider_id"] == row["provider_id"]]
        home = self.homes.get(row[NAMES_ITS_HOME[table]])
        return [home] if home else []

    def _stands(self, home: Row, areas: Areas) -> bool:
        key = home["id"], frozenset(areas)
        if key not in self.standing:
            self.standing[key] = self._stands_in(home, areas)
        return self.standing[key]

    def _stands_in(self, home: Row, areas: Areas) -> bool:
        places = [each for each in self.rows["premises"] if each["home_id"] == home["id"] and _is_open(each)]
        if any(_inside(place, areas) for place in places):
            return True
        known_by = KNOWN_BY.get(home["authority_code"], set())
        return not any(place["is_main"] for place in places) and bool(known_by.intersection(areas))


def _items(value: Any) -> tuple[Any, ...]:
    """A list is searched by one of its items, and nothing by nothing."""
    return tuple(value) if isinstance(value, list) else () if value is None else (value,)


def _subject(entry: Row) -> tuple[str, Any]:
    """The table and the key of the record that an entry about a child is of: neither, where a meeting found none."""
    return SUBJECTS.get(entry["subject_kind"], ""), entry["subject_id"]


def _says_nothing(entry: Row) -> bool:
    """Whether an entry is of an update of nothing that anybody is shown. A link that ended by itself is said again."""
    changed = entry["columns"]
    if changed == [] and entry["entity"] in ("home_area", "home_reach", *CHILD_LINKS):
        return False
    return changed is not None and {*changed} <= {*RECORD.split(), "parent_id"}


def _is_open(place: Row) -> bool:
    return place["easting"] is not None and place["valid_to"] is None


def _inside(place: Row, areas: Areas) -> bool:
    squares = (SQUARES[area] for area in areas if area is not None)
    return _is_open(place) and any(
        west <= place["easting"] <= east and south <= place["northing"] <= north for west, south, east, north in squares
    )


def _body(asker: Asker) -> tuple[str, str | None, str | None]:
    return asker.agency, asker.area, asker.organisation


def _nobodys(rows: Rows, asker: Asker, row: Row) -> bool:
    return False


def _names_the_person(rows: Rows, asker: Asker, row: Row) -> bool:
    named = (row["agency"], row["area"], row["organisation"], row["subject"])
    return asker.subject is not None and named == (*_body(asker), asker.subject)


def _suspends_the_person(rows: Rows, asker: Asker, row: Row) -> bool:
    return all(row[name] in (None, getattr(asker, name)) for name in ("agency", "area", "organisation", "subject"))


def _gives_the_person_access(rows: Rows, asker: Asker, row: Row) -> bool:
    named = {row["holder_subject"], *(row["holder_subjects"] or ())} - {None}
    own = (("holder_area", asker.area), ("holder_organisation", asker.organisation))
    of_the_body = all(row[name] in (None, mine) for name, mine in own)
    return row["holder_agency"] == asker.agency and of_the_body and asker.subject in named


def _concerns_access_of_the_body(rows: Rows, asker: Asker, row: Row) -> bool:
    holder = (row["holder_agency"], row["holder_area"], row["holder_organisation"])
    return _body(asker) in (holder, (row["issued_agency"], None, None))


def _was_opened_by_the_body(rows: Rows, asker: Asker, row: Row) -> bool:
    return (row["holder_agency"], row["holder_area"], row["holder_organisation"]) == _body(asker)


def _is_of_the_body(rows: Rows, asker: Asker, row: Row) -> bool:
    return (row["agency"], row["area"], row["organisation"]) == _body(asker)


def _is_of_an_entry_of_the_body(rows: Rows, asker: Asker, row: Row) -> bool:
    log = (each for each in rows.rows["access_log"] if each["id"] == row["access_id"])
    return any(_is_of_the_body(rows, asker, each) for each in log)


def _of_children(scope: str, rows: Rows, asker: Asker, table: str, row: Row) -> bool:
    whose = asker.organisation if scope == CASES else asker.area
    return asker.subject is not None and rows.of_children(scope, {whose}, table, row)


Test = Callable[[Rows, Asker, Row], bool]


def _naming_their_home() -> Iterator[tuple[str, str]]:
    """Tables that are read with a home, by its place, and the column in which each refers to it."""
    for table in metadata.sorted_tables:
        reached = {scope for line in MATRIX.values() for scope in line.get(kind_of(table.name), ())}
        if table.name not in TABLES and reached & {OWN, OPENED, INSPECTED}:
            yield from ((table.name, each.parent.name) for each in table.foreign_keys if each.column.table is home)


# The column that names the home that a row is of; premises, reaches and contacts of a provider have rules above.
NAMES_ITS_HOME: Mapping[str, str] = {"home": "id", **dict(_naming_their_home()), **dict.fromkeys(LINKS, "home_id")}
# Whether a row is the caller's own.
OWNED: Mapping[str, Test] = {
    "live_grant": _gives_the_person_access,
    "appointment": _names_the_person,
    **dict.fromkeys(("change_request", "ended_session"), _names_the_person),
    "suspension": _suspends_the_person,
}
# Whether a row is of the body of a caller who was appointed by it.
OF_THE_BODY: Mapping[str, Test] = {
    "live_grant": _concerns_access_of_the_body,
    **dict.fromkeys(("opening", "encounter"), _was_opened_by_the_body),
    "access_log": _is_of_the_body,
    "access_key": _is_of_an_entry_of_the_body,
    **dict.fromkeys(("access_count", "seal_leaf", "seal_node", "seal_head", "seal_held"), _nobodys),
}
SCOPES: Mapping[str, Callable[[Rows, Asker, str, Row], bool]] = {
    ALL: lambda rows, asker, table, row: True,
    OWN: lambda rows, asker, table, row: rows.reached(table, row, {asker.area}),
    INSPECTED: lambda rows, asker, table, row: rows.inspected(asker, table, row),
    **{scope: partial(_of_children, scope) for scope in KINDS},
    OWN_BODY: lambda rows, asker, table, row: asker.subject is not None and _is_of_the_body(rows, asker, row),
    AUTHORITY: lambda rows, asker, table, row: asker.area is not None and row["authority_code"] == asker.area,
    OPENED: lambda rows, asker, table, row: rows.opened(asker, table, row),
    HELD: lambda rows, asker, table, row: OWNED[table](rows, asker, row),
    BODY: lambda rows, asker, table, row: asker.appointed and OF_THE_BODY[table](rows, asker, row),
    KNOWN: lambda rows, asker, table, row: rows.known(asker, row),
}
# The tables that each scope has a line for; what every row or its entry decides needs none.
LINES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((OWN, OPENED), frozenset({*NAMES_ITS_HOME, "provider_contact"})),
    INSPECTED: frozenset({*NAMES_ITS_HOME, "provider_contact", *TABLES, *OF_AREAS}),
    **dict.fromkeys(KINDS, TABLES),
    AUTHORITY: RETURNS | {"area_action"},
    HELD: frozenset(OWNED),
    BODY: frozenset(OF_THE_BODY),
    KNOWN: frozenset({"entry"}),
}
