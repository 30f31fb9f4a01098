"""The rows of a published answer: what each says of a year, an area and a breakdown; and which fill a margin."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from register.policy.disclosure.profiles import PROFILES
from register.policy.disclosure.system import Shown
from register.statistics.answers import Answered
from register.statistics.cube import TOTAL, Cube, Place, places_of
from register.statistics.question import Measure
from register.statistics.rates import Figure, count, quantile, rate

# So many facts at least are needed before it is said that all of them are of one kind.
LEAST_OF_ONE_KIND = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a published table. dimensions: name, code and label of each."""

    period: str
    place: Place
    dimensions: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(int(self.period[:4]), 4, 1)

    @property
    def last_day_but(self) -> date:
        """The day after the last of the period."""
        return date(int(self.period[:4]) + 1, 4, 1)


def rows_of(answered: Answered, shown: Mapping[Hashable, Shown | None]) -> Iterator[Row]:
    """Every row of a question, the latest year first. shown: how each figure is published, by its key."""
    question = answered.question
    for period in sorted(answered.cubes, reverse=True):
        cube = answered.cubes[period]
        for place in places_of(question, answered.spots):
            labels = tuple((name, code, question.dimension(name).labels[code]) for name, code in place.named.items())
            yield Row(period, place, labels, tuple(_figures(answered, cube, place, shown=shown)))


def _figures(
    answered: Answered, cube: Cube, place: Place, *, shown: Mapping[Hashable, Shown | None]
) -> Iterator[Figure]:
    question, rule = answered.question, PROFILES[answered.question.profile]
    base = rule.bases[place.spot.kind]
    counts = {
        each.name: count(each.name, _shown(answered, cube, each, place=place, shown=shown), base)
        for each in question.measures
    }
    yield from counts.values()
    for each in question.rates:
        yield rate(each.name, counts[each.measure], counts[each.among], times=each.times, rule=rule)
    if place.breakdown == TOTAL:
        for part in question.quantiles:
            value = answered.quantiles.get((part.name, cube.period, place.spot.code))
            yield quantile(part.name, value, counts[part.among], rule=rule)


def _shown(
    answered: Answered, cube: Cube, measure: Measure, *, place: Place, shown: Mapping[Hashable, Shown | None]
) -> Shown | None:
    if not place.spot.parts:
        return None
    if not answered.question.is_public:
        return shown[cube.key(measure, place)]
    needed = answered.question.nothing_without
    if needed is not None and not cube.value(answered.question.measure(needed), place):
        return None
    of = cube if measure.adds is None else answered.sums[measure.name, cube.period]
    return Shown(of.value(measure, place))


def of_one_kind(answered: Answered, shown: Mapping[Hashable, Shown | None]) -> Iterator[str]:
    """Figures that say that all facts of an area are of one kind: what is true of all is known of each."""
    question = answered.question
    if question.is_public:
        return
    for cube in answered.cubes.values():
        for place in places_of(question, answered.spots):
            if place.breakdown == TOTAL or not place.spot.parts or place.spot.kind is not question.base:
                continue
            for measure in question.measures:
                how, value = shown[cube.key(measure, place)], cube.value(measure, place)
                is_told = how is not None and bool(how.value) and value >= LEAST_OF_ONE_KIND
                if is_told and value == cube.value(measure, Place(place.spot, TOTAL, ())):
                    yield f"{cube.period} {place.spot.code} {measure.name}: all are {', '.join(place.codes)}"
