"""The forces, authorities and regions by code and name, and a few published facts about each authority."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "reference"


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that answers for children's services; the Welsh ones belong to no region of England.

    ofsted_name: Ofsted's spelling. longitude, latitude: a place inside it, to a hundredth of a degree.
    homes, places: children's homes there on 31 March 2025, as Ofsted published; it registers none in Wales.
    """

    code: str
    name: str
    ofsted_name: str
    force: str
    region: str | None
    longitude: float
    latitude: float
    homes: int
    places: int


@cache
def authorities() -> tuple[Authority, ...]:
    """The 153 authorities of England and the 22 of Wales, in the order of their codes."""
    return tuple(
        Authority(
            code=row["code"],
            name=row["name"],
            ofsted_name=row["ofsted_name"],
            force=row["force"],
            region=row["region"] or None,
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
            homes=int(row["homes"]),
            places=int(row["places"]),
        )
        for row in _rows("authorities.csv")
    )


@dataclass(frozen=True, slots=True)
class FormerAuthority:
    """An authority that has ended, under a name that no authority has today; successors: which took its ground."""

    code: str
    name: str
    last_day: date
    successors: tuple[str, ...]


@cache
def former_authorities() -> tuple[FormerAuthority, ...]:
    """The authorities of England that published lists since 2015 name and that have ended, by code."""
    return tuple(
        FormerAuthority(row["code"], row["name"], date.fromisoformat(row["last_day"]), tuple(row["successors"].split()))
        for row in _rows("former_authorities.csv")
    )


@cache
def force_names() -> dict[str, str]:
    """The name of each of the 43 territorial forces of England and Wales, by code."""
    return {row["code"]: row["name"] for row in _rows("forces.csv")}


@cache
def region_names() -> dict[str, str]:
    """The name of each of the 9 regions of England, by code."""
    return {row["code"]: row["name"] for row in _rows("regions.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
