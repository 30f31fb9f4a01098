"""Questions about children: how many went missing, how often, and who of them is flagged for exploitation."""

from register.statistics.question import Measure, Question, Rate
from register.statistics.questions.dimensions import (
    AGE,
    ETHNICITY,
    EXPLOITATION,
    SEX,
    STATUS,
    TIMES,
    TIMES_OF_FLAGGED,
)
from register.vocabulary import StatisticsQuestion

CARE = ("placed_and_missing", "placed_only", "missing_only", "away_only")
WENT_MISSING = frozenset({"placed_and_missing", "missing_only"})
PLACED = frozenset({"placed_and_missing", "placed_only"})
MISSING_CHILDREN = Measure("children_missing", WENT_MISSING, shared="children missing")
ONCE_EACH = "A child is counted once in each authority that was responsible for it in the year."
AGE_THEN = "Age is that on the last day of the year."

QUESTIONS: tuple[Question, ...] = (
    Question(
        StatisticsQuestion.MISSING_CHILDREN,
        title="How many children went missing at least once in the year, and what part of those placed is that?",
        definition="children_missing: children with at least one episode of kind missing that began in the year. "
        "children_placed: children with a placement on at least one day of the year. placed_children_missing: children "
        "who are both. placed_children_missing_percent: placed_children_missing for each hundred of children_placed.",
        facts="children",
        stage="care",
        stages=CARE,
        measures=(
            MISSING_CHILDREN,
            Measure("children_placed", PLACED),
            Measure("placed_children_missing", frozenset({"placed_and_missing"})),
        ),
        rates=(Rate("placed_children_missing_percent", "placed_children_missing", "children_placed"),),
        dimensions=(AGE, SEX, ETHNICITY),
        breakdowns=(("age",), ("sex",), ("age", "sex"), ("ethnicity",)),
        denominator="Children with a placement on the register on at least one day of the year.",
        caveats=(ONCE_EACH, AGE_THEN),
    ),
    Question(
        StatisticsQuestion.REPEATS,
        title="How many of the children who went missing did so more than once?",
        definition="children_missing: children with at least one episode of kind missing that began in the year. "
        "children_missing_more_than_once: those with two or more. children_missing_three_times_in_90_days: those with "
        "three that began within 90 days. The percentages are of children_missing.",
        facts="children",
        stage="times",
        stages=tuple(TIMES.labels),
        measures=(
            Measure(
                "children_missing",
                frozenset({"once", "more_than_once", "three_in_90_days"}),
                shared="children missing",
            ),
            Measure("children_missing_more_than_once", frozenset({"more_than_once", "three_in_90_days"})),
            Measure("children_missing_three_times_in_90_days", frozenset({"three_in_90_days"})),
        ),
        rates=(
            Rate("more_than_once_percent", "children_missing_more_than_once", "children_missing"),
            Rate("three_times_in_90_days_percent", "children_missing_three_times_in_90_days", "children_missing"),
        ),
        dimensions=(AGE, SEX),
        breakdowns=(("age",), ("sex",)),
        denominator="Children with at least one episode of kind missing that began in the year.",
        caveats=(ONCE_EACH, AGE_THEN, "Three times within 90 days is counted within the year."),
    ),
    Question(
        StatisticsQuestion.EXPLOITATION,
        title="How many children are flagged for exploitation, of which kind, and how many of them went missing?",
        definition="flagged: children with a flag of the kind on at least one day of the year. "
        "flagged_missing: those with at least one episode of kind missing that began in it. "
        "flagged_missing_more_than_once: those with two or more. The percentages are of flagged.",
        facts="flags",
        stage="times",
        stages=tuple(TIMES_OF_FLAGGED.labels),
        measures=(
            Measure("flagged"),
            Measure("flagged_missing", frozenset({"once", "more_than_once"})),
            Measure("flagged_missing_more_than_once", frozenset({"more_than_once"})),
        ),
        rates=(
            Rate("flagged_missing_percent", "flagged_missing", "flagged"),
            Rate("flagged_missing_more_than_once_percent", "flagged_missing_more_than_once", "flagged"),
        ),
        dimensions=(EXPLOITATION, STATUS),
        breakdowns=(("kind",), ("status",)),
        denominator="Children with a flag of the kind on at least one day of the year.",
        caveats=(
            "A child with flags of two kinds is counted for each of them, and twice in the total.",
            "More flags can mean that an authority looks more closely, and not that more children are exploited.",
        ),
    ),
)
