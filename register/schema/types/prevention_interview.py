"""Prevention interviews, as a part of the episode that they follow."""

from datetime import datetime

import strawberry

from register.catalogue import structure
from register.open_types import MadeField
from register.tables import prevention_interview
from register.vocabulary import PreventionOutcome


@strawberry.type(description="A talk of the police with a child who is back.")
class PreventionInterview:
    """A talk of the police with a child who is back."""

    held_at: datetime = strawberry.field(description="When the officer spoke, or tried to speak, with the child.")
    outcome: PreventionOutcome = strawberry.field(description="The outcome.")
    disclosures_passed: bool = strawberry.field(
        description="True if what the child disclosed was passed on to those who have to know."
    )


def prevention() -> MadeField:
    """The prevention interview of an episode as one value."""
    held = prevention_interview.c
    return structure(
        held.held_at,
        "The prevention interview by the police; null if none is recorded.",
        held_at=held.held_at,
        outcome=held.outcome,
        disclosures_passed=held.disclosures_passed,
    )
