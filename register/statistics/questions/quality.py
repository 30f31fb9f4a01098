"""The question about the figures themselves: which authorities and forces they are of, and how complete they are."""

from register.statistics.question import Measure, Question
from register.vocabulary import StatisticsQuestion

QUESTIONS: tuple[Question, ...] = (
    Question(
        StatisticsQuestion.DATA_QUALITY,
        title="How complete are the figures?",
        definition="returns_accepted, returns_late, returns_unable: authorities whose return for the year was "
        "accepted, came late, or could not be made. episodes_reconciled_percent: episodes that police and authority "
        "both hold.",
        facts="none",
        stages=("all",),
        measures=(
            Measure("returns_accepted"),
            Measure("returns_late"),
            Measure("returns_unable"),
            Measure("episodes_reconciled_percent"),
        ),
        missing="No returns are counted yet, and no police records are reconciled: nothing is known, which is not 0.",
    ),
)
