"""A tally, as data: by what the rows of a read are grouped, what is worked out of each group, and what is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from register.catalogue import Dimension, Measure, Term
from register.plan.parameters import Slot


@dataclass(frozen=True, slots=True)
class TallyOrder:
    """One key of the order of the groups: a measure, or a dimension that they are grouped by."""

    by: Measure | Dimension
    descending: bool


@dataclass(frozen=True, slots=True)
class TallyPart:
    """One part of the answer, under its key. name: of its field; type: that has the field; below: its own parts."""

    key: str
    name: str
    type: str
    below: tuple["TallyPart", ...] = ()


@dataclass(frozen=True, slots=True)
class TallyBy:
    """How the rows of a read are tallied.

    by: the dimensions, in the order asked for; measures: those that are shown or ordered by; first: the most groups.
    """

    by: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    order: tuple[TallyOrder, ...]
    first: Slot
    parts: tuple[TallyPart, ...]

    @property
    def terms(self) -> Iterator[Term]:
        """Every column that moves a group or a number."""
        for dimension in self.by:
            yield from dimension.terms
        for measure in self.measures:
            yield from measure.terms
