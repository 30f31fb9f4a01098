"""The question about the figures themselves: whether authorities returned what they were to return."""

from register.statistics.question import Measure, Question, Rate
from register.statistics.questions.dimensions import YEARLY_LIST
from register.vocabulary import AreaKind, StatisticsProfile, StatisticsQuestion

QUESTIONS: tuple[Question, ...] = (
    Question(
        StatisticsQuestion.DATA_QUALITY,
        title="Did authorities return what they were to return?",
        definition="returns_due: yearly returns that authorities were to make of the year. returns_accepted: those "
        "that have been accepted. returns_late: of these, those submitted after the day on which they were due. "
        "returns_unable: those that the authority says it cannot make, and did not. accepted_percent: of returns_due.",
        facts="returns",
        stage="reached",
        stages=("accepted_in_time", "accepted_late", "unable", "not_accepted"),
        measures=(
            Measure("returns_due"),
            Measure("returns_accepted", frozenset({"accepted_in_time", "accepted_late"})),
            Measure("returns_late", frozenset({"accepted_late"})),
            Measure("returns_unable", frozenset({"unable"})),
        ),
        rates=(Rate("accepted_percent", "returns_accepted", "returns_due"),),
        dimensions=(YEARLY_LIST,),
        breakdowns=(("list",),),
        # Decision: quality-by-region
        geography=(AreaKind.REGION, AreaKind.COUNTRY),
        counted_by=AreaKind.AUTHORITY,
        profile=StatisticsProfile.PUBLIC,
        denominator="Yearly returns that were due of the year.",
        caveats=(
            "Where no return was due, nothing is known of the year.",
            "What one authority returned is in returnDuties, for the authority and those who oversee returns.",
            "How complete the other figures are is said by the coverage of each of their rows.",
        ),
        nothing_without="returns_due",
    ),
)
