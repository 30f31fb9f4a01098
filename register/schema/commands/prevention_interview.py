"""The command on prevention interviews, by the force that owns the episode."""

from datetime import datetime

from register.catalogue import Argument
from register.schema.commands.missing_episode import on_episode
from register.vocabulary import Group, PreventionOutcome

RECORD_PREVENTION_INTERVIEW = on_episode(
    "recordPreventionInterview",
    "Record the talk of your force with a child who was found, or why there was none. What was recorded of it before "
    "is replaced.",
    Group.PREVENTION,
    heldAt=Argument(datetime, "When the officer spoke, or tried to speak, with the child."),
    outcome=Argument(PreventionOutcome, "The outcome."),
    disclosuresPassed=Argument(
        bool,
        "true: what the child disclosed was passed on to those who have to know. false: it was not.",
    ),
)
