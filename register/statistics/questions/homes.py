"""Questions about homes: how many there are, and how they are judged. Their facts are published home by home."""

from register.statistics.question import Measure, Question, Rate
from register.statistics.questions.dimensions import HOME_KIND, JUDGEMENT, SECTOR
from register.vocabulary import StatisticsProfile, StatisticsQuestion

ON_THE_DAY = "Homes that were registered on the last day of the year, by what the register knows of them now."

QUESTIONS: tuple[Question, ...] = (
    Question(
        StatisticsQuestion.HOMES,
        title="How many homes and places are there, of which kind and in which sector?",
        definition="homes: homes registered on the last day of the year. places: their registered places together.",
        facts="homes",
        stages=("all",),
        measures=(Measure("homes"), Measure("places", adds="places")),
        dimensions=(HOME_KIND, SECTOR),
        breakdowns=(("kind",), ("sector",), ("kind", "sector")),
        profile=StatisticsProfile.PUBLIC,
        caveats=(ON_THE_DAY,),
    ),
    Question(
        StatisticsQuestion.JUDGEMENTS,
        title="How are homes judged, and how many are overdue an inspection?",
        definition="homes: homes registered on the last day of the year, by the overall judgement of the latest "
        "inspection published by then. overdue: those not inspected in that year. overdue_percent: of homes.",
        facts="homes",
        stage="inspected",
        stages=("in_time", "overdue"),
        measures=(Measure("homes"), Measure("overdue", frozenset({"overdue"}))),
        rates=(Rate("overdue_percent", "overdue", "homes"),),
        dimensions=(JUDGEMENT, SECTOR),
        breakdowns=(("judgement",), ("sector",), ("judgement", "sector")),
        profile=StatisticsProfile.PUBLIC,
        denominator="Homes registered on the last day of the year.",
        caveats=(ON_THE_DAY,),
    ),
)
