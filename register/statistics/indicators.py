"""What areas are compared by when an inspectorate chooses, as data: counts, law, side of concern and weight."""

from dataclasses import dataclass
from enum import Enum

from register.vocabulary import AreaKind, Judgement, RiskLevel, StatisticsQuestion, TargetComponent

BOTH = (AreaKind.AUTHORITY, AreaKind.FORCE)
# Counts are kept for so many years before the one that is compared.
YEARS_BEFORE = 3


class Law(Enum):
    """How chance moves a count: successes of trials, events of an expected number, or this year beside those before."""

    BINOMIAL = "binomial"
    POISSON = "poisson"
    OWN_PAST = "own past"


class Side(Enum):
    """Which side of the limits is of concern."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Count:
    """A published count. by, codes: it is the sum of these values of a breakdown; the total if there are none.

    is_taken_off: it is subtracted from what it is beside.
    """

    question: StatisticsQuestion
    measure: str
    by: str = ""
    codes: tuple[str, ...] = ("",)
    is_taken_off: bool = False


Sum = tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What areas are compared by. weight: the points of a count beyond the limits of 95 %; twice beyond 99.8 %.

    can_be_unrecorded: a low figure may mean that little is recorded. tells_completeness: it says how much is. among:
    what the counts are of; none if they are compared with the area's own past.
    """

    component: TargetComponent
    of: Sum
    among: Sum
    law: Law
    side: Side
    weight: int
    kinds: tuple[AreaKind, ...] = BOTH
    can_be_unrecorded: bool = False
    tells_completeness: bool = False

    @property
    def questions(self) -> list[StatisticsQuestion]:
        """The questions whose figures it needs."""
        return list(dict.fromkeys(count.question for count in (*self.of, *self.among)))

    def is_of(self, kind: AreaKind) -> bool:
        """True if it compares areas of a kind."""
        return kind in self.kinds


Q, C = StatisticsQuestion, TargetComponent
PLACED = (Count(Q.MISSING_CHILDREN, "children_placed"),)
MISSING = Count(Q.INCIDENTS, "episodes_missing")
IN_TIME = Count(Q.INTERVIEWS, "held_in_time")
EPISODES = Count(Q.OUTCOMES, "episodes")
OWNED = Count(Q.RISK, "episodes")
BELOW_GOOD = (Judgement.REQUIRES_IMPROVEMENT.value, Judgement.INADEQUATE.value)
JUDGED = (Judgement.OUTSTANDING.value, Judgement.GOOD.value, *BELOW_GOOD)
LOWEST = (RiskLevel.NO_APPARENT_RISK.value, RiskLevel.VERY_LOW.value)
HOMES, PLACES = (Count(Q.HOMES, "homes"),), (Count(Q.HOMES, "places"),)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        C.CHILDREN_MISSING, (Count(Q.MISSING_CHILDREN, "placed_children_missing"),), PLACED, Law.BINOMIAL, Side.HIGH, 3,
        can_be_unrecorded=True,
    ),
    Indicator(C.EPISODES_MISSING, (MISSING,), PLACED, Law.POISSON, Side.HIGH, 2, can_be_unrecorded=True),
    Indicator(C.GROWTH, (MISSING,), (), Law.OWN_PAST, Side.HIGH, 2),
    Indicator(
        C.REPEATS,
        (Count(Q.REPEATS, "children_missing_more_than_once"),),
        (Count(Q.REPEATS, "children_missing"),),
        Law.BINOMIAL,
        Side.HIGH,
        2,
    ),
    Indicator(C.INTERVIEWS_IN_TIME, (IN_TIME,), (Count(Q.INTERVIEWS, "due"),), Law.BINOMIAL, Side.LOW, 2),
    Indicator(
        C.INTERVIEWS_INDEPENDENT,
        (Count(Q.INTERVIEWS, "held_in_time_and_independent"),),
        (IN_TIME,),
        Law.BINOMIAL,
        Side.LOW,
        1,
    ),
    Indicator(
        C.EXPLOITATION, (Count(Q.EXPLOITATION, "flagged"),), PLACED, Law.POISSON, Side.HIGH, 2, can_be_unrecorded=True
    ),
    Indicator(
        C.OUT_OF_AREA,
        (Count(Q.OUT_OF_AREA, "episodes_of_children_out_of_area"),),
        (Count(Q.OUT_OF_AREA, "episodes_of_placed_children"),),
        Law.BINOMIAL,
        Side.HIGH,
        1,
    ),
    Indicator(
        C.HOMES_BELOW_GOOD,
        (Count(Q.JUDGEMENTS, "homes", "judgement", BELOW_GOOD),),
        (Count(Q.JUDGEMENTS, "homes", "judgement", JUDGED),),
        Law.BINOMIAL,
        Side.HIGH,
        2,
    ),
    Indicator(
        C.HOMES_OVERDUE,
        (Count(Q.JUDGEMENTS, "overdue"),),
        (Count(Q.JUDGEMENTS, "homes"),),
        Law.BINOMIAL,
        Side.HIGH,
        1,
    ),
    Indicator(
        C.NOT_ASSESSED, (Count(Q.RISK, "episodes", "first_risk", ("not_assessed",)),), (OWNED,), Law.BINOMIAL,
        Side.HIGH, 2, kinds=(AreaKind.FORCE,), tells_completeness=True,
    ),
    Indicator(
        C.LOWEST_RISK, (Count(Q.RISK, "episodes", "first_risk", LOWEST),), (OWNED,), Law.BINOMIAL, Side.HIGH, 1,
        kinds=(AreaKind.FORCE,),
    ),
    Indicator(
        C.OUTCOME_RECORDED,
        (EPISODES, Count(Q.OUTCOMES, "episodes", "found_by", ("not_recorded",), is_taken_off=True)),
        (EPISODES,),
        Law.BINOMIAL,
        Side.LOW,
        1,
        tells_completeness=True,
    ),
    Indicator(
        C.AWAY_RECORDED,
        (Count(Q.INCIDENTS, "episodes_away"),),
        (MISSING, Count(Q.INCIDENTS, "episodes_away")),
        Law.BINOMIAL,
        Side.LOW,
        1,
        tells_completeness=True,
    ),
)  # fmt: skip
# Whose published figures are needed: those of every component, and those by which areas are alike.
QUESTIONS: tuple[StatisticsQuestion, ...] = tuple(
    dict.fromkeys((*(question for each in INDICATORS for question in each.questions), Q.HOMES))
)
