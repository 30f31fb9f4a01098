"""Commands on the people of a home."""

from datetime import date

from register.catalogue import Argument
from register.schema.building.command import PEOPLE, on_home
from register.schema.building.facts import fact
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
