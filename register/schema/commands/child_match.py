"""The command that decides about two records that may be of one child."""

import strawberry

from register.catalogue import Argument, Command
from register.schema.building.command import WHY
from register.schema.building.facts import facts
from register.schema.types.child_match import ChildMatch, DecisionOnMatch
from register.vocabulary import Group

DECIDE_MATCH = Command(
    name="decideMatch",
    about="Decide whether two records are of one child. It takes two people, of two authorities one of each: then the "
    "one record is merged into the other, or split from it again. What is recorded of the child goes to the record "
    "that is kept; the other leads to it. Nothing is lost by either.",
    entity=ChildMatch,
    shown="childMatch",
    key="id",
    changes=frozenset({Group.CHILD_MATCH}),
    input={
        "match": Argument(strawberry.ID, "The register's identifier of the match."),
        **facts(DecisionOnMatch, "decision", "grounds", required=True),
        "reason": WHY,
    },
)
