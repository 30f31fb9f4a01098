"""The command by which somebody else looks at a home that was opened."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.types.opening import Opening
from register.vocabulary import Group

REVIEW_ACCESS = Command(
    name="reviewAccess",
    about="Record that you have reviewed a home that was opened by break-glass access. You must be an appointed "
    "supervisor of the force that opened it, of the home's force, or of Ofsted, and not the person who opened it.",
    entity=Opening,
    shown="opening",
    key="id",
    changes=frozenset({Group.OPENINGS}),
    input={"id": Argument(strawberry.ID, "The id of the opening."), "reason": WHY},
    target=Target("id"),
    named_by="id",
)
