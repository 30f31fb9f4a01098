"""Commands on children, by the authority that is responsible for them."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact, facts
from register.schema.types.child import Child
from register.tables import child
from register.vocabulary import Group

CHILD = Argument(strawberry.ID, "The register's identifier of the child.")
VERSION = Argument(
    int, "The version you last read. If the child's record has changed since, nothing is changed: CONFLICT_STALE."
)
FACTS = {
    "aliases": fact(Child, "aliases", default=strawberry.UNSET),
    **facts(Child, "nhsNumber", "upn", "authorityReference"),
    **facts(Child, "careStatus", "ethnicity", "isDisabled", "isUnaccompanied"),
}

REGISTER_CHILD = Command(
    name="registerChild",
    about="Register a child for whom your local authority is responsible.",
    entity=Child,
    shown="child",
    key="id",
    changes=frozenset({Group.CHILD, Group.CHILD_MINIMUM, Group.CHILD_IDENTITY, Group.CHILD_CHARACTERISTICS}),
    input={
        **facts(Child, "name", "dateOfBirth", "sex", required=True),
        **FACTS,
        "reason": WHY,
    },
)
CORRECT_CHILD = Command(
    name="correctChild",
    about="Correct a mistake in a child's record. Leave a field out to keep it; send null if the value is not known. "
    "The earlier record stays in the history.",
    entity=Child,
    shown="child",
    key="id",
    changes=frozenset({Group.CHILD, Group.CHILD_MINIMUM, Group.CHILD_IDENTITY, Group.CHILD_CHARACTERISTICS}),
    input={
        "child": CHILD,
        "expectedVersion": VERSION,
        **facts(Child, "name", "dateOfBirth", "sex"),
        **FACTS,
        "reason": WHY,
    },
    target=Target("child", "expectedVersion", merged_into=child.c.merged_into_id),
    named_by="child",
)
