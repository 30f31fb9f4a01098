"""The place of a new outline among those already held of its area: beside, after, before, or refused."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from register.errors import SetupError
from register.geo.boundary_files import Feature
from register.geo.caller_geometry import as_ewkb


class Succession(NamedTuple):
    """One code that took another's place on a day."""

    code: str
    successor_code: str
    from_on: date


# Both were given new codes when a boundary between them moved. Source: ONS, register of geographic codes.
SUCCESSIONS = (
    Succession("E08000016", "E08000038", date(2025, 4, 1)),
    Succession("E08000019", "E08000039", date(2025, 4, 1)),
)


@dataclass(frozen=True, slots=True)
class Version:
    """An outline that is already held; outline is the digest of its EWKB."""

    id: UUID
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    is_demonstration: bool
    outline: str


@dataclass(frozen=True, slots=True)
class Placing:
    """What a new outline does to those held: nothing, closing one, or clearing away a demonstration's."""

    feature: Feature
    is_unchanged: bool = False
    clears: tuple[UUID, ...] = ()
    closes: UUID | None = None
    valid_to: date | None = None


def place(feature: Feature, held: Sequence[Version], valid_from: date, *, is_demonstration: bool) -> Placing:
    """Find the place of an outline that holds from a day on among those held, which are in the order of their days.

    Raises: SetupError if two outlines of one area would hold on the same day.
    """
    _refuse_retired(feature.code, valid_from)
    if any(_is_same(version, feature, valid_from) for version in held):
        return Placing(feature, is_unchanged=True)
    invented = tuple(version.id for version in held if version.is_demonstration)
    if not is_demonstration and invented:
        return Placing(feature, clears=invented)
    if is_demonstration and len(invented) < len(held):
        raise SetupError(f"{feature.code} has an official boundary, which a demonstration outline cannot replace.")
    if not held or (held[-1].valid_to is not None and held[-1].valid_to <= valid_from):
        return Placing(feature)
    if valid_from < held[0].valid_from:
        return Placing(feature, valid_to=held[0].valid_from)
    if held[-1].valid_to is None and held[-1].valid_from < valid_from:
        return Placing(feature, closes=held[-1].id)
    raise SetupError(f"{feature.code} has another boundary from {valid_from}. Give the day of this one.")


def _is_same(version: Version, feature: Feature, valid_from: date) -> bool:
    holds = version.valid_from <= valid_from and (version.valid_to is None or valid_from < version.valid_to)
    return holds and version.name == feature.name and version.outline == _digest(feature)


def _digest(feature: Feature) -> str:
    return hashlib.sha256(as_ewkb(feature.geometry)).hexdigest()


def _refuse_retired(code: str, valid_from: date, successions: Iterable[Succession] = SUCCESSIONS) -> None:
    for succession in successions:
        if succession.code == code and valid_from >= succession.from_on:
            raise SetupError(
                f"{code} was replaced by {succession.successor_code} on {succession.from_on}. Give an earlier day."
            )
