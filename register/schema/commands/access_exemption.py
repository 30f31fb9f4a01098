"""Commands on what is left out of the answer to a child who asks what is held about it."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact, facts
from register.schema.commands.child import CHILD
from register.schema.types.access_exemption import AccessExemption
from register.vocabulary import Group

RECORD_EXEMPTION = Command(
    name="recordExemption",
    about="Record that a field group, or one record of it, is left out when a child asks what is held about it. You "
    "are named as the person who decided it.",
    entity=AccessExemption,
    shown="exemption",
    key="id",
    changes=frozenset({Group.SUBJECT_ACCESS}),
    input={
        "child": CHILD,
        "group": fact(
            AccessExemption,
            "group",
            "The field group that is left out, by its name: each field's description names its group. consultations: "
            "which bodies consulted the child.",
            required=True,
        ),
        "record": fact(AccessExemption, "record"),
        **facts(AccessExemption, "law", "grounds", "decidedOn", required=True),
        "endsOn": fact(
            AccessExemption,
            "endsOn",
            "The first day on which it does not hold any more: within a year of the decision.",
            required=True,
        ),
        "reason": WHY,
    },
)
END_EXEMPTION = Command(
    name="endExemption",
    about="End an exemption before its last day, because the law does not allow it any more. It ends today.",
    entity=AccessExemption,
    shown="exemption",
    key="id",
    changes=frozenset({Group.SUBJECT_ACCESS}),
    input={
        "exemption": Argument(strawberry.ID, "The register's identifier of the exemption."),
        "expectedVersion": Argument(
            int, "The version you last read. If the exemption has changed since, nothing is changed: CONFLICT_STALE."
        ),
        "reason": WHY,
    },
    target=Target("exemption", "expectedVersion"),
    named_by="exemption",
)
