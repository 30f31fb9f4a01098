"""The parameters of a request for features: each known by its name, given once, and read strictly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from register.errors import BadInput
from register.plan.read import Compare
from register.requests.features.collections import Collection
from register.requests.features.crs import Crs, crs_named
from register.requests.features.filter_inputs import TEXT, Filtered, read_filter
from register.requests.features.properties import Property
from register.requests.features.values import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Box,
    Period,
    read_box,
    read_limit,
    read_period,
    read_value,
)

FORMAT: Final = "f"
OF_FILTER: Final = ("filter", "filter-lang", "filter-crs")
OF_ITEMS: Final = (FORMAT, "limit", "bbox", "bbox-crs", "crs", "datetime", *OF_FILTER, "cursor")
# A download has every page, in the reference system of its form.
OF_DOWNLOAD: Final = ("bbox", "bbox-crs", "datetime", *OF_FILTER)
OF_FEATURE: Final = (FORMAT, "crs")
OF_PAGE: Final = (FORMAT,)
OF_TILE: Final = (FORMAT,)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a request for features asks: how many, where, when, with which values, and in which reference system.

    cursor: where the page before ended. equals: the properties that must have a value. key: the id of one feature.
    counts: whether the first page tells how many there are. filtered: what a filter in CQL2 asks. operation: what the
    log calls it, before the name of the collection.
    """

    limit: int = DEFAULT_LIMIT
    crs: Crs = Crs.LONGITUDE_LATITUDE
    box: Box | None = None
    period: Period | None = None
    cursor: str | None = None
    equals: tuple[tuple[Property, object], ...] = ()
    key: str | None = None
    counts: bool = True
    operation: str = "Ogc"
    filtered: Filtered | None = None


def only_known(given: Pairs, known: Sequence[str]) -> Mapping[str, str]:
    """The parameters by their names. Raises: BadInput if one is not known, or is given twice."""
    for name, _ in given:
        if name not in known:
            raise BadInput("There is no such parameter.", hint=f"The parameters here are {', '.join(known)}.")
    if len(dict(given)) < len(given):
        raise BadInput("A parameter may be given only once.")
    return dict(given)


def read_items(collection: Collection, given: Pairs) -> Asking:
    """What a request for a page of features asks. Raises: BadInput."""
    return _read(collection, only_known(given, (*OF_ITEMS, *(each.name for each in equated(collection)))))


def read_download(collection: Collection, given: Pairs, crs: Crs) -> Asking:
    """What a request for all features at once asks, page by page. Raises: BadInput."""
    named = only_known(given, (*OF_DOWNLOAD, *(each.name for each in equated(collection))))
    asking = _read(collection, named)
    return replace(asking, limit=MAX_LIMIT, crs=crs, counts=False, operation="Download")


def _read(collection: Collection, named: Mapping[str, str]) -> Asking:
    if "bbox-crs" in named and "bbox" not in named:
        raise BadInput("bbox-crs is only allowed with bbox.")
    if "filter" not in named and any(each in named for each in OF_FILTER):
        raise BadInput("filter-lang and filter-crs are only allowed with filter.")
    box_crs = crs_named(named["bbox-crs"]) if "bbox-crs" in named else Crs.LONGITUDE_LATITUDE
    return Asking(
        limit=read_limit(named["limit"]) if "limit" in named else DEFAULT_LIMIT,
        crs=_crs(named),
        box=read_box(named["bbox"], box_crs) if "bbox" in named else None,
        period=read_period(named["datetime"]) if "datetime" in named else None,
        cursor=named.get("cursor"),
        equals=tuple(
            (each, read_value(each.column, named[each.name])) for each in equated(collection) if each.name in named
        ),
        filtered=_filtered(collection, named),
    )


def read_feature(given: Pairs, key: str) -> Asking:
    """What a request for one feature asks. Raises: BadInput."""
    return Asking(limit=1, crs=_crs(only_known(given, OF_FEATURE)), key=key)


def equated(collection: Collection) -> tuple[Property, ...]:
    """The properties of which a parameter may name the value."""
    return tuple(each for each in collection.properties if Compare.EQUAL in each.compares)


def _filtered(collection: Collection, named: Mapping[str, str]) -> Filtered | None:
    if "filter" not in named:
        return None
    crs = crs_named(named["filter-crs"]) if "filter-crs" in named else Crs.LONGITUDE_LATITUDE
    return read_filter(collection, named["filter"], language=named.get("filter-lang", TEXT), crs=crs)


def _crs(named: Mapping[str, str]) -> Crs:
    return crs_named(named["crs"]) if "crs" in named else Crs.LONGITUDE_LATITUDE
