"""What a question of published statistics declares: what is counted, by what it is broken down, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.vocabulary import AreaKind, StatisticsProfile, StatisticsQuestion

AUTHORITIES = (AreaKind.AUTHORITY, AreaKind.REGION, AreaKind.COUNTRY)
FORCES = (AreaKind.FORCE, AreaKind.COUNTRY)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What figures are broken down by. name: of the column of the facts; labels: of its codes, in their order."""

    name: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measure:
    """A count of facts. of: those stages that are counted, all if it is None. adds: a column to add up instead.

    shared: the name under which other questions publish the same count; if there is none, it is this question's own.
    """

    name: str
    of: frozenset[str] | None = None
    shared: str | None = None
    adds: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of one measure for each hundred, or other number, of another. Worked out of what is published of both."""

    name: str
    measure: str
    among: str
    times: int = 100


@dataclass(frozen=True, slots=True)
class Quantile:
    """The value that this part of the facts does not exceed. column: of the facts; among: the measure of how many."""

    name: str
    column: str
    part: float
    among: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, as data.

    facts: the name of the facts that are counted; stage: their column that says which measures count a fact, with
    every value that it has. breakdowns: the names of the dimensions that figures are published by, together; a total
    is always published. geography: the kinds of area that have figures, the smallest first. counted_by: the kind of
    area by which facts are counted, if figures of those are not published. nothing_without: a measure; where it is 0,
    nothing is known.
    """

    code: StatisticsQuestion
    title: str
    definition: str
    facts: str
    stages: tuple[str, ...]
    measures: tuple[Measure, ...]
    stage: str | None = None
    rates: tuple[Rate, ...] = ()
    quantiles: tuple[Quantile, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    breakdowns: tuple[tuple[str, ...], ...] = ()
    geography: tuple[AreaKind, ...] = AUTHORITIES
    profile: StatisticsProfile = StatisticsProfile.DFE
    source: str = "The records of this register, as authorities, police forces and Ofsted keep them."
    denominator: str | None = None
    caveats: tuple[str, ...] = ()
    counted_by: AreaKind | None = None
    nothing_without: str | None = None

    @property
    def is_public(self) -> bool:
        """True if its figures are published as they are: what they count is public one by one."""
        return self.profile is StatisticsProfile.PUBLIC

    @property
    def base(self) -> AreaKind:
        """The kind of area by which its facts are counted."""
        return self.counted_by or self.geography[0]

    def measure(self, name: str) -> Measure:
        """A measure by its name."""
        return next(each for each in self.measures if each.name == name)

    def dimension(self, name: str) -> Dimension:
        """A dimension by its name."""
        return next(each for each in self.dimensions if each.name == name)

    def counts(self, measure: Measure, stage: str) -> bool:
        """True if a measure counts the facts of a stage."""
        return measure.of is None or stage in measure.of

    @property
    def tables(self) -> tuple[tuple[str, ...], ...]:
        """The breakdowns that are no part of another, by which facts are counted; only the total if there is none."""
        parts = [set(each) for each in self.breakdowns]
        whole = [each for each in self.breakdowns if not any(set(each) < other for other in parts)]
        return tuple(dict.fromkeys(whole)) or ((),)
