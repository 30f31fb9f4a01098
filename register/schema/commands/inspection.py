"""Commands on the inspections of a home."""

from register.schema.building.command import on_home
from register.schema.building.facts import fact, facts
from register.schema.types.inspection import Inspection

NUMBER = fact(Inspection, "number", "Ofsted's event number: 1 to 20 digits or capital letters.", required=True)
JUDGEMENTS = facts(
    Inspection,
    "overallExperiencesAndProgress",
    "helpedAndProtected",
    "leadersAndManagers",
    "educationAndLearning",
    "health",
)
RECORD_INSPECTION = on_home(
    "recordInspection",
    "Record an inspection of a home. Everyone can read the judgements as soon as they are recorded: "
    "if they are not public yet, leave them out and send them with publishInspection.",
    number=NUMBER,
    **facts(Inspection, "kind", "startedOn", required=True),
    endedOn=fact(Inspection, "endedOn"),
    **JUDGEMENTS,
)
PUBLISH_INSPECTION = on_home(
    "publishInspection",
    "Record that an inspection's report has been published, with its judgements. Leave a judgement "
    "out to keep it as recorded.",
    number=NUMBER,
    publishedOn=fact(Inspection, "publishedOn", required=True),
    **JUDGEMENTS,
)
CORRECT_INSPECTION = on_home(
    "correctInspection",
    "Correct a mistake in an inspection's record. Leave a field out to keep it; send null if the value is not known. "
    "The earlier record stays in the history.",
    number=NUMBER,
    newNumber=fact(Inspection, "number", "The correct number, if it was recorded under a wrong one."),
    **facts(Inspection, "kind", "startedOn", "endedOn", "publishedOn"),
    **JUDGEMENTS,
)
WITHDRAW_INSPECTION = on_home(
    "withdrawInspection",
    "Withdraw an inspection that was recorded by mistake. It is no longer shown; the history keeps it.",
    number=NUMBER,
)
