"""People of a home."""

from datetime import date

import strawberry

from register.catalogue import column, entity
from register.schema.building.words import PersonRole
from register.tables import home_person


@entity(home_person, audited=home_person.c.id, order=(("validFrom", True), ("id", False)))
class Person:
    """Someone who answers for a home: its registered manager or responsible individual."""

    id: strawberry.ID = column(home_person.c.id, "The register's own opaque key.")
    name: str | None = column(home_person.c.name, "The person's name.")
    role: PersonRole | None = column(home_person.c.role, "The part that the person plays.")
    valid_from: date | None = column(home_person.c.valid_from, "The day from which the person has held it.")
