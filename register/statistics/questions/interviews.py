"""Questions about return home interviews: whether they are held in time, and what children say in them."""

from register.statistics.question import Measure, Question, Rate
from register.statistics.questions.dimensions import AGE, REASON, SETTING
from register.vocabulary import StatisticsQuestion

STAGES = ("due", "offered", "accepted", "late", "in_time", "in_time_and_independent")
FOUND = "An interview is counted in the year in which the child was found or came back."


def _from(stage: str) -> frozenset[str]:
    """This stage and those after it."""
    return frozenset(STAGES[STAGES.index(stage) :])


QUESTIONS: tuple[Question, ...] = (
    Question(
        StatisticsQuestion.INTERVIEWS,
        title="Are return home interviews offered and held, in time and by somebody independent?",
        definition="due: every episode after which an interview was due. offered: those that were offered or held. "
        "accepted: those that were accepted or held. held: those that took place. held_in_time: those within 72 hours. "
        "held_in_time_and_independent: those of them held by somebody independent. The percentages are of due.",
        facts="interviews",
        stage="reached",
        stages=STAGES,
        measures=(
            Measure("due"),
            Measure("offered", _from("offered")),
            Measure("accepted", _from("accepted")),
            Measure("held", _from("late")),
            Measure("held_in_time", _from("in_time")),
            Measure("held_in_time_and_independent", _from("in_time_and_independent")),
        ),
        rates=(
            Rate("offered_percent", "offered", "due"),
            Rate("held_percent", "held", "due"),
            Rate("held_in_time_percent", "held_in_time", "due"),
        ),
        denominator="Episodes after which an interview was due, on this register.",
        caveats=(FOUND, "Authorities grade a sample of interviews; grades are not counted here."),
    ),
    Question(
        StatisticsQuestion.INTERVIEW_REASONS,
        title="What drove or drew children away, by what they say in return home interviews?",
        definition="mentions: reasons that interviews name. An interview can name several, and each is counted.",
        facts="reasons",
        stages=("all",),
        measures=(Measure("mentions"),),
        dimensions=(REASON, SETTING, AGE),
        breakdowns=(("reason",), ("setting",), ("age",)),
        caveats=(FOUND, "Mentions are no children and no interviews.", "Age is that on the day of being found."),
    ),
)
