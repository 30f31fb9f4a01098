"""People of a home."""

from datetime import date

import strawberry

from register.catalogue import column, entity
from register.tables import home_person
from register.vocabulary import PersonRole


@entity(home_person, audited=home_person.c.id, order=(("validFrom", True), ("id", False)))
class Person:
    """A home's registered manager or responsible individual."""

    id: strawberry.ID = column(home_person.c.id, "The register's own identifier. It never changes and has no meaning.")
    name: str | None = column(home_person.c.name, "The person's name.")
    role: PersonRole | None = column(home_person.c.role, "The person's role.")
    valid_from: date | None = column(home_person.c.valid_from, "The date the person took up the role.")
    valid_to: date | None = column(
        home_person.c.valid_to, "The date from which the person no longer has the role; null while they have it."
    )
