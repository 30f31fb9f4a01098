"""The areas that figures are of: those by which facts are counted, and the larger ones that they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from register.sql.statistics.counts import ENGLAND, Place
from register.vocabulary import AreaKind


@dataclass(frozen=True, slots=True)
class Spot:
    """An area with the places of those that it is made of in the list of areas that report. left_out: that do not."""

    code: str
    kind: AreaKind
    parts: tuple[int, ...]
    left_out: int = 0

    @property
    def coverage(self) -> str | None:
        """What its figures leave out, in words."""
        if not self.left_out:
            return None
        if not self.parts:
            return "The register has no record of this area: nothing is known, which is not 0."
        return f"Leaves out {self.left_out} areas of which the register has no record."


def spots_of(places: Sequence[Place], base: AreaKind, *, all_report: bool) -> list[Spot]:
    """Every area that has figures: those of the base, then regions, then England. all_report: whatever the records."""
    reporting = [place for place in places if place.reports or all_report]
    number = {place.code: at for at, place in enumerate(reporting)}

    def spot(code: str, kind: AreaKind, members: Sequence[Place]) -> Spot:
        parts = tuple(number[each.code] for each in members if each.code in number)
        return Spot(code, kind, parts, len(members) - len(parts))

    made = [spot(place.code, base, [place]) for place in places]
    regions = sorted({place.region for place in places if place.region} if base is AreaKind.AUTHORITY else ())
    made += [spot(code, AreaKind.REGION, [each for each in places if each.region == code]) for code in regions]
    return [*made, spot(ENGLAND, AreaKind.COUNTRY, places)]
