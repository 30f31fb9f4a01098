"""The order in which areas may be looked at: components with their weights, and their sum, which is shown.

Who reads the published figures can work all of it out again: it is made of nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from register.sql.statistics.counts import ENGLAND
from register.statistics.comparisons import BELOW, FAR, UNKNOWN, Compared, Ground, compare, pair_of
from register.statistics.indicators import HOMES, INDICATORS, PLACED, PLACES
from register.statistics.neighbours import Described, neighbours
from register.vocabulary import AreaKind, StatisticsSymbol, TargetPosition, TargetReason

KINDS = (AreaKind.AUTHORITY, AreaKind.FORCE)


@dataclass(frozen=True, slots=True)
class Target:
    """An area with its components and the areas most like it. is_complete: None if nothing says how complete it is."""

    kind: AreaKind
    code: str
    components: Sequence[Compared]
    near: Sequence[tuple[str, float]]
    is_complete: bool | None
    place: int = 1
    among: int = 1

    @property
    def points(self) -> int:
        """Those of its components together."""
        return sum(each.points for each in self.components)

    @property
    def very_unusual(self) -> int:
        """How many components are beyond the limits of 99.8 % on the side that is of concern."""
        return sum(each.reason is TargetReason.VERY_UNUSUAL for each in self.components)

    def counted(self, position: TargetPosition) -> int:
        """How many components are where this says."""
        return sum(each.position is position for each in self.components)


def targets_of(ground: Ground) -> list[Target]:
    """Every area of each kind in its order: most points first, then most components far beyond their limits."""
    return [target for kind in KINDS for target in _in_order(_of_kind(ground, kind))]


def _in_order(found: Sequence[Target]) -> list[Target]:
    ordered = sorted(found, key=lambda each: (-each.points, -each.very_unusual, each.code))
    first: dict[tuple[int, int], int] = {}
    for at, each in enumerate(ordered, start=1):
        first.setdefault((each.points, each.very_unusual), at)
    return [replace(each, place=first[each.points, each.very_unusual], among=len(ordered)) for each in ordered]


def _of_kind(ground: Ground, kind: AreaKind) -> list[Target]:
    codes = ground.codes(kind)
    near = neighbours({code: _described(ground, code) for code in codes})
    indicators = [each for each in INDICATORS if each.is_of(kind)]
    components: dict[str, list[Compared]] = {code: [] for code in codes}
    for indicator in indicators:
        pairs = {code: pair_of(ground, indicator, code) for code in codes}
        england = pair_of(ground, indicator, ENGLAND)
        for code in codes:
            beside = [pairs[other] for other, _ in near[code]]
            components[code].append(compare(indicator, pairs[code], england, near=beside))
    return [_target(kind, code, components[code], near=near[code]) for code in codes]


def _described(ground: Ground, code: str) -> Described:
    counts = [ground.count(each, code, ground.periods[0]) for each in (HOMES, PLACES, PLACED)]
    homes, places, placed = (None if isinstance(count, StatisticsSymbol) else count for count in counts)
    return Described(homes, places, placed, ground.regions.get(code))


def _target(kind: AreaKind, code: str, compared: Sequence[Compared], *, near: Sequence[tuple[str, float]]) -> Target:
    telling = [each for each in compared if each.indicator.tells_completeness and each.position not in UNKNOWN]
    is_complete = not any(each.is_of_concern for each in telling) if telling else None
    judged = [replace(each, reason=_reason(each, is_complete=is_complete)) for each in compared]
    return Target(kind, code, judged, near, is_complete)


def _reason(compared: Compared, *, is_complete: bool | None) -> TargetReason:
    """Why a component adds points. A low figure of an area whose records are incomplete is never good news."""
    indicator, pair = compared.indicator, compared.pair
    if compared.reason is TargetReason.NOT_COMPARED:
        is_unreported = StatisticsSymbol.X in (pair.of, pair.among)
        if indicator.tells_completeness and is_unreported and compared.england is not None:
            return TargetReason.NOT_REPORTED
        return TargetReason.NOT_COMPARED
    if compared.is_of_concern:
        return TargetReason.VERY_UNUSUAL if compared.position in FAR else TargetReason.UNUSUAL
    if indicator.can_be_unrecorded and _is_low(compared):
        may_be_unrecorded = is_complete is False or (is_complete is None and compared.position in BELOW)
        return TargetReason.LOW_AND_INCOMPLETE if may_be_unrecorded else TargetReason.NO_CONCERN
    return TargetReason.NO_CONCERN


def _is_low(compared: Compared) -> bool:
    rate = compared.pair.rate
    return rate is not None and compared.england is not None and rate < compared.england
