"""Records that may be of one child, and what people decided of them."""

from datetime import datetime
from typing import Annotated

import strawberry

from register import tables
from register.catalogue import Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.types.area import Area
from register.vocabulary import MatchDecision, MatchStatus

OWN_KEY = "The register's own identifier. It never changes and has no meaning."


@entity(tables.match_decision, audited=tables.match_decision.c.id, order=(("decidedAt", True), ("id", False)))
class DecisionOnMatch:
    """What one person decided about two records."""

    id: strawberry.ID = column(tables.match_decision.c.id, OWN_KEY)
    decision: MatchDecision = column(tables.match_decision.c.decision, "What the person decided.")
    grounds: str = column(tables.match_decision.c.grounds, "Why.")
    person: str = column(tables.match_decision.c.person, "The person, as tokens name them by sub.")
    decided_at: datetime = column(tables.match_decision.c.decided_at, "When.")


@entity(tables.child_match, audited=tables.child_match.c.id, order=(("score", True), ("id", False)))
class ChildMatch:
    """Two records that may be of one child. It is a suggestion: people decide."""

    id: strawberry.ID = column(tables.child_match.c.id, OWN_KEY)
    status: MatchStatus = column(tables.child_match.c.status, "If it is decided, and how.")
    score: float = column(tables.child_match.c.score, "How likely it is that they are of one child, from 0 to 1.")
    evidence: list[str] = column(
        tables.child_match.c.evidence,
        "What the score is made of: each fact compared, how it agrees, and by how much it weighs for or against. "
        "It says nothing of the other record beyond that.",
    )
    model: str = column(tables.child_match.c.model, "The version of the weights, which the documentation lists.")
    found_at: datetime = column(tables.child_match.c.found_at, "When the records were compared.")
    settled_at: datetime | None = column(
        tables.child_match.c.settled_at, "When two people last decided; null if never."
    )
    child: Annotated["Child", strawberry.lazy("register.schema.types.child")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Child", tables.child_match.c.child_id, tables.child.c.id, matchable=False), "Your own record."
    )
    other: Annotated["Child", strawberry.lazy("register.schema.types.child")] | None = relation(  # type: ignore[name-defined]  # noqa: F821
        Relation("", "Child", tables.child_match.c.other_child_id, tables.child.c.id, matchable=False),
        "The other record; null if you may not see it, because another authority is responsible for the child.",
    )
    other_authority: Area | None = relation(
        Relation("", "Area", tables.child_match.c.other_authority_code, tables.area.c.code, matchable=False),
        "The authority that is responsible for the other record. Of another authority it is null until that authority "
        "has decided that the records are of one child.",
    )
    decisions: list[DecisionOnMatch] | None = relation(
        Relation(
            "", "DecisionOnMatch", tables.child_match.c.id, tables.match_decision.c.match_id, many=True, plain=True
        ),
        "What people of your authority decided, the latest first.",
    )


ChildMatchConnection = connection_of("ChildMatch", __name__)
