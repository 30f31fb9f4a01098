"""Commands by which people give access beyond the matrix, and end it."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.rules.access_grant import minutes_of
from register.schema.building.command import URN
from register.schema.building.facts import fact
from register.schema.types.access_grant import LiveGrant
from register.tables import live_grant
from register.tables.access_grants import (
    LONGEST_ADMINISTRATION,
    LONGEST_BREAK_GLASS,
    LONGEST_INSPECTION,
    MOST_AREAS,
    MOST_PEOPLE,
    SHORTEST_REASON,
)
from register.tables.texts import longest_of
from register.vocabulary import Group

REASON = fact(
    LiveGrant,
    "reason",
    f"The reason, in at least {SHORTEST_REASON} characters. It is kept for anyone who reviews the access.",
    required=True,
)
INCIDENT = f"1 to {longest_of(live_grant.c.incident)} characters"
GRANT_ID = Argument(strawberry.ID, "The id of the access grant.")


def _access(name: str, about: str, /, **given: Argument) -> Command:
    target = Target("id") if "id" in given else None
    return Command(
        name=name,
        about=about,
        entity=LiveGrant,
        shown="liveGrant",
        key="id",
        changes=frozenset({Group.LIVE_ACCESS}),
        input=given,
        target=target,
        named_by="id" if target else None,
    )


OPEN_HOME = _access(
    "openHome",
    "Give yourself access to one home outside your boundary, for a named incident (break-glass "
    "access). It ends without further action. Your supervisor and the auditor see that you opened it "
    "and what you read.",
    urn=URN,
    incident=fact(LiveGrant, "incident", f"The incident's reference, {INCIDENT}.", required=True),
    reason=REASON,
    minutes=Argument(int, f"How long the access lasts, in minutes: 1 to {minutes_of(LONGEST_BREAK_GLASS)}.", 60),
)
REQUEST_ADMINISTRATION = _access(
    "requestAdministration",
    "Ask for access to one home as an administrator. You have no access until a second person approves it.",
    urn=URN,
    reason=REASON,
    minutes=Argument(
        int, f"How long the access lasts, in minutes from now: 1 to {minutes_of(LONGEST_ADMINISTRATION)}.", 60
    ),
)
APPROVE_ADMINISTRATION = _access(
    "approveAdministration",
    "Approve access that another administrator asked for. You must be an appointed approver.",
    id=GRANT_ID,
)
GIVE_INSPECTION_ACCESS = _access(
    "giveInspectionAccess",
    "Ask for an inspectorate's access to the homes in some local authorities' areas, for a joint inspection. "
    "Nobody has access until a second person approves it with approveInspectionAccess. You must be an appointed "
    "approver.",
    agency=fact(LiveGrant, "holderAgency", "The inspectorate.", required=True),
    areas=Argument(list[str] | None, f"The ONS codes of the local authorities: 1 to {MOST_AREAS}."),
    area=Argument(str | None, "Deprecated since 28 November 2026: use areas. One ONS code."),
    subjects=Argument(
        list[str] | None, f"The people to give access to, as their tokens name them (sub): 1 to {MOST_PEOPLE}."
    ),
    subject=fact(LiveGrant, "holderSubject", "Deprecated since 28 November 2026: use subjects. One person."),
    startsAt=fact(LiveGrant, "startsAt", "When the access starts. If you leave it out, it starts now."),
    endsAt=fact(
        LiveGrant, "endsAt", f"When the access ends: at most {LONGEST_INSPECTION.days} days later.", required=True
    ),
    reason=REASON,
)
APPROVE_INSPECTION_ACCESS = _access(
    "approveInspectionAccess",
    "Approve an inspectorate's access that another person asked for. You must be an appointed approver.",
    id=GRANT_ID,
)
END_ACCESS = _access(
    "endAccess",
    "End access now: your own or, if you are appointed, access that your organisation has or gave.",
    id=GRANT_ID,
)
