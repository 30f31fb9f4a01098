"""Commands on the people of a home."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.command import PEOPLE, on_home
from register.schema.building.facts import fact, facts
from register.schema.types.person import Person

CHANGE_MANAGER = on_home(
    "changeManager",
    "Record a new registered manager, or that the post is vacant.",
    PEOPLE,
    name=fact(Person, "name", "The new manager's name. If you leave it out, the post is vacant."),
    changedOn=Argument(date, "The date of the change."),
)
CHANGE_RESPONSIBLE_INDIVIDUAL = on_home(
    "changeResponsibleIndividual",
    "Record a new responsible individual.",
    PEOPLE,
    name=fact(
        Person,
        "name",
        "The person's name. If you leave it out, the home has no responsible individual, which is not"
        " allowed if an organisation runs it.",
    ),
    changedOn=Argument(date, "The date of the change."),
)
CORRECT_PERSON = on_home(
    "correctPerson",
    "Correct a mistake in the record of a manager or responsible individual, present or former. Leave a field out to "
    "keep it. If the first day moves, the person before ends on it.",
    PEOPLE,
    person=Argument(strawberry.ID, "The id of the person."),
    **facts(Person, "name", "validFrom", "validTo"),
)
WITHDRAW_PERSON = on_home(
    "withdrawPerson",
    "Withdraw a manager or responsible individual who was recorded by mistake. The record is no longer shown; the "
    "history keeps it. The person before continues.",
    PEOPLE,
    person=Argument(strawberry.ID, "The id of the person."),
)
