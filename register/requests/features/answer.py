"""From the answer of GraphQL to features: the same rows, with the same values withheld."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import shapely

from register.errors import (
    BadInput,
    Forbidden,
    ForbiddenMatch,
    Internal,
    PurposeRequired,
    RegisterError,
)
from register.open_types import Value, Values
from register.requests.features.buildings import Turn, buildings_of, of_turn, page_of_buildings, read_turn
from register.requests.features.collections import SEEN, Collection
from register.requests.features.crs import Crs, outline_of, point_of
from register.requests.features.parameters import Asking
from register.requests.features.properties import withheld_names
from register.requests.features.query import ROWS
from register.requests.features.values import Box

# More buildings than any home has.
ALL: Final = 10_000
REFUSALS: Final[Mapping[str, type[RegisterError]]] = {
    each.code: each for each in (BadInput, Forbidden, ForbiddenMatch, PurposeRequired)
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of features.

    cursor: where it ended, if more follow. matched: how many there are, where it was counted. narrowed: the fields that
    were searched by and left rows out, because the caller may not read them everywhere.
    """

    features: Sequence[Values]
    cursor: str | None
    matched: int | None
    narrowed: Sequence[str] = ()


def page_of(collection: Collection, asking: Asking, body: bytes) -> Page:
    """The features of an answer. Raises: what the root field was refused with."""
    told = told_of(body)
    rows = told["data"][ROWS]
    if collection.buildings is not None:
        return _page_of_buildings(collection, asking, told)
    nodes, info = rows["nodes"], rows["pageInfo"]
    matched = rows.get("totalCount")
    features = features_of(collection, asking, nodes)
    if collection.boxes_what_is_shown and asking.box is not None:
        matched = None if info["hasNextPage"] or matched is None else len(features)
    return Page(features, info["endCursor"] if info["hasNextPage"] else None, matched, _narrowed(told))


def _page_of_buildings(collection: Collection, asking: Asking, told: Values) -> Page:
    assert collection.buildings is not None
    shown, following = page_of_buildings(
        [(each["cursor"], _of_turn(collection, asking, each["node"])) for each in told["data"][ROWS]["edges"]],
        collection.buildings,
        asking.box,
        turn=read_turn(asking.cursor, asking.box),
        limit=asking.limit if asking.key is None else ALL,
        more=told["data"][ROWS]["pageInfo"]["hasNextPage"],
    )
    features = [feature_of(collection, each, asking.crs) for each in shown]
    if asking.key is not None:
        features = [each for each in features if each["id"] == asking.key.lower()]
    return Page(features, None if following is None else following.written, None, _narrowed(told))


def _of_turn(collection: Collection, asking: Asking, home: Values) -> Values:
    if asking.box is None or collection.buildings is None:
        return home
    return of_turn(home, collection.buildings, read_turn(asking.cursor, asking.box))


def _narrowed(told: Values) -> Sequence[str]:
    return [name for each in told["extensions"].get("narrowed", ()) for name in each["fields"]]


def rows_of(collection: Collection, asking: Asking, body: bytes) -> tuple[Sequence[Values], str | None]:
    """The rows of an answer, and where they ended if more follow. Raises: what the root field was refused with."""
    rows = told_of(body)["data"][ROWS]
    end = rows["pageInfo"]["endCursor"] if rows["pageInfo"]["hasNextPage"] else None
    if collection.buildings is None:
        return rows["nodes"], end
    turn = read_turn(asking.cursor, asking.box)
    following = Turn(end, rest=turn.rest) if end is not None else turn.next_of(asking.box)
    homes = [_of_turn(collection, asking, each["node"]) for each in rows["edges"]]
    return homes, None if following is None else following.written


def told_of(body: bytes) -> Values:
    """The answer of GraphQL to one root field. Raises: what it was refused with."""
    told: Values = orjson.loads(body)
    if "errors" in told:
        raise _refusal(told["errors"][0])
    return told


def features_of(collection: Collection, asking: Asking, rows: Sequence[Values]) -> list[Values]:
    """Rows as features: of areas, and of what was last seen, those that are in the box that is asked for."""
    if collection.is_seen:
        rows = [{**row, collection.place: _last_seen(row[collection.place])} for row in rows]
    if collection.buildings is not None:
        rows = [each for _, _, each in buildings_of(rows, collection.buildings, asking.box)]
    elif collection.boxes_what_is_shown and asking.box is not None:
        rows = [node for node in rows if _meets(collection, node, asking.box)]
    return [feature_of(collection, node, asking.crs) for node in rows]


def feature_of(collection: Collection, node: Values, crs: Crs) -> Values:
    """One row as a feature: its geometry is null if its place is withheld, or not known."""
    properties = {each.name: _value(node, each.shown) for each in collection.properties}
    if not collection.is_outlined:
        properties["withheld"] = [*_withheld(collection, node["withheld"])]
    return {
        "type": "Feature",
        "id": properties[collection.key],
        "geometry": _geometry(collection, node, crs),
        "properties": properties,
    }


def _value(node: Any, path: Sequence[str]) -> Value:
    for name in path:
        node = None if node is None else node[name]
    return node


def _withheld(collection: Collection, cells: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for cell in cells:
        if cell["field"] == collection.place:
            yield "geometry"
        yield from withheld_names(collection.properties, cell["field"])


def _last_seen(sightings: Sequence[Values] | None) -> Values | None:
    """The latest sighting whose place is known."""
    return next((each for each in sightings or () if each[SEEN] is not None), None)


def _geometry(collection: Collection, node: Values, crs: Crs) -> Value:
    place = node[collection.place]
    if collection.is_seen and place is not None:
        place = place[SEEN]
    if place is None:
        return None
    if collection.is_outlined:
        return outline_of(place, crs)
    return {"type": "Point", "coordinates": point_of(place, crs)}


def _meets(collection: Collection, node: Values, box: Box) -> bool:
    """True if the geometry that was shown has a part in the box."""
    geometry = _geometry(collection, node, box.crs)
    if geometry is None:
        return False
    shape = shapely.geometry.shape(geometry)
    return bool(shape.intersects(shapely.box(box.west, box.south, box.east, box.north)))


def _refusal(error: Mapping[str, Any]) -> RegisterError:
    """The refusal that the one root field was answered with."""
    told = dict(error["extensions"])
    kind = REFUSALS.get(told.pop("code"))
    if kind is None:
        return Internal("Internal error.")
    place = told.pop("argument", None)
    words = error["message"]
    return kind(words.removeprefix(f"{place}: ") if place else words, **told)
