"""Questions about missing episodes: how many, how long, where from, how serious, and how they ended."""

from register.statistics.question import FORCES, Measure, Quantile, Question, Rate
from register.statistics.questions import dimensions as by
from register.vocabulary import StatisticsProfile, StatisticsQuestion

KINDS = ("missing", "away")
MISSING = Measure("episodes_missing", frozenset({"missing"}), shared="episodes missing")
AWAY = Measure("episodes_away", frozenset({"away"}), shared="episodes away")
ALL = Measure("episodes", shared="episodes")
BEGAN = "An episode is counted in the year in which it began, for the authority that was responsible for the child."
ALL_ARE = "episodes: all episodes that began in the year, missing or away, except those recorded in error."
REPORTING = "Few episodes can mean that few are recorded. Compare with the ratio of away to missing, and with coverage."

QUESTIONS: tuple[Question, ...] = (
    Question(
        StatisticsQuestion.INCIDENTS,
        title="How often were children missing, or away from placement without authorisation?",
        definition="episodes_missing: episodes in which nobody knew where the child was. episodes_away: those in which "
        "it was known. away_for_each_100_missing: the second for each hundred of the first.",
        facts="episodes",
        stage="kind",
        stages=KINDS,
        measures=(MISSING, AWAY),
        rates=(Rate("away_for_each_100_missing", "episodes_away", "episodes_missing"),),
        dimensions=(by.SETTING,),
        breakdowns=(("setting",),),
        denominator="Episodes of kind missing that began in the year.",
        caveats=(BEGAN, "Practice differs in what is recorded as missing and what as away.", REPORTING),
    ),
    Question(
        StatisticsQuestion.DURATIONS,
        title="How long were children missing?",
        definition="episodes_missing: episodes of kind missing, by how long they lasted. hours_median: half of those "
        "that ended lasted at most so many hours. hours_p90: nine in ten of them did.",
        facts="episodes",
        stage="kind",
        stages=KINDS,
        measures=(MISSING,),
        quantiles=(
            Quantile("hours_median", "hours", 0.5, "episodes_missing"),
            Quantile("hours_p90", "hours", 0.9, "episodes_missing"),
        ),
        dimensions=(by.DURATION,),
        breakdowns=(("duration",),),
        caveats=(BEGAN, "The median and the 90th percentile are of all episodes that ended, away among them."),
    ),
    Question(
        StatisticsQuestion.PLACEMENTS,
        title="Which kinds of placement were children missing from?",
        definition=ALL_ARE + " By the placement that the child was in on the day.",
        facts="episodes",
        stage="kind",
        stages=KINDS,
        measures=(MISSING, AWAY),
        dimensions=(by.PLACEMENT,),
        breakdowns=(("placement",),),
        caveats=(BEGAN, "A rate for each 1,000 days in placement waits for returns that count those days."),
    ),
    Question(
        StatisticsQuestion.OUT_OF_AREA,
        title="How many episodes are of children who were placed out of the area of their own authority?",
        definition=ALL_ARE + " By where the child was placed on the day. out_of_area_percent: episodes of children "
        "placed in another authority's area for each hundred episodes of children who were placed.",
        facts="episodes",
        stage="placed",
        stages=tuple(by.PLACED.labels),
        measures=(
            ALL,
            Measure("episodes_of_placed_children", frozenset({"own_area", "out_of_area"})),
            Measure("episodes_of_children_out_of_area", frozenset({"out_of_area"})),
        ),
        rates=(Rate("out_of_area_percent", "episodes_of_children_out_of_area", "episodes_of_placed_children"),),
        denominator="Episodes of children who were placed on the day on which they began.",
        caveats=(
            BEGAN,
            "Notifications of the area's authority are not on the register, so their timeliness is not counted.",
        ),
    ),
    Question(
        StatisticsQuestion.RISK,
        title="How did the police assess the risk to missing children?",
        definition=ALL_ARE + " By the first and by the highest level of risk. minutes_to_assess_median: half of the "
        "episodes that were assessed were so within so many minutes of the report.",
        facts="episodes",
        stages=("all",),
        measures=(Measure("episodes"),),
        quantiles=(Quantile("minutes_to_assess_median", "minutes_to_assess", 0.5, "episodes"),),
        dimensions=(by.FIRST_RISK, by.HIGHEST_RISK),
        breakdowns=(("first_risk",), ("highest_risk",)),
        geography=FORCES,
        profile=StatisticsProfile.HES,
        caveats=(
            "An episode is counted for the force that owns it now.",
            "Figures of forces are rounded, so that they add up to no exact figure of authorities.",
        ),
    ),
    Question(
        StatisticsQuestion.OUTCOMES,
        title="Who found missing children, and what harm came to them?",
        definition=ALL_ARE + " By who found the child, and by whether harm is recorded.",
        facts="episodes",
        stages=("all",),
        measures=(ALL,),
        dimensions=(by.FOUND_BY, by.HARM),
        breakdowns=(("found_by",), ("harm",)),
        caveats=(BEGAN, "That no harm is recorded does not mean that none came to the child."),
    ),
    Question(
        StatisticsQuestion.TIMES_AND_PLACES,
        title="When did children go missing, and where from?",
        definition=ALL_ARE + " By the hour, the weekday and the month in which they began, on England's clocks.",
        facts="episodes",
        stages=("all",),
        measures=(ALL,),
        dimensions=(by.TIME_OF_DAY, by.WEEKDAY, by.MONTH),
        breakdowns=(("time_of_day",), ("weekday",), ("month",)),
        caveats=(BEGAN,),
    ),
)
