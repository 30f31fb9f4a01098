"""Commands by which people give access beyond the matrix, and end it."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.database.connections import REPEATABLE_READ, SERIALIZABLE
from register.rules.access_grant import minutes_of
from register.schema.building.command import URN
from register.schema.building.facts import fact
from register.schema.types.access_grant import LiveGrant
from register.tables import live_grant
from register.tables.access_grants import (
    LONGEST_ADMINISTRATION,
    LONGEST_BREAK_GLASS,
    LONGEST_INSPECTION,
    SHORTEST_REASON,
)
from register.tables.texts import longest_of
from register.vocabulary import Group

REASON = fact(
    LiveGrant,
    "reason",
    f"Why, in {SHORTEST_REASON} characters or more, for whoever looks at it afterwards.",
    required=True,
)
INCIDENT = f"1 to {longest_of(live_grant.c.incident)} characters"
GRANT_ID = Argument(strawberry.ID, "The key of the access.")


def _access(name: str, about: str, /, *, isolation: str = REPEATABLE_READ, **given: Argument) -> Command:
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
        isolation=isolation,
    )


OPEN_HOME = _access(
    "openHome",
    "Open one home outside your boundary to yourself, for a named incident. It closes by itself; your supervisor "
    "and the auditor see that you opened it and what you read.",
    # It counts what the same person has opened in a day.
    # Decision: repeatable-read
    isolation=SERIALIZABLE,
    urn=URN,
    incident=fact(LiveGrant, "incident", f"The incident's reference, {INCIDENT}.", required=True),
    reason=REASON,
    minutes=Argument(int, f"For how long: 1 to {minutes_of(LONGEST_BREAK_GLASS)}.", 60),
)
REQUEST_ADMINISTRATION = _access(
    "requestAdministration",
    "Ask for one home to be opened to you as an administrator. Nothing is open until a second person approves.",
    urn=URN,
    reason=REASON,
    minutes=Argument(int, f"For how long, from now: 1 to {minutes_of(LONGEST_ADMINISTRATION)}.", 60),
)
APPROVE_ADMINISTRATION = _access(
    "approveAdministration",
    "Approve what another administrator asked for, as one appointed to.",
    id=GRANT_ID,
)
GIVE_INSPECTION_ACCESS = _access(
    "giveInspectionAccess",
    "Give an inspectorate the homes of one authority's area for the time of a joint inspection, as one appointed.",
    agency=fact(LiveGrant, "holderAgency", "The inspectorate.", required=True),
    area=Argument(str, "The ONS code of the authority."),
    subject=fact(LiveGrant, "holderSubject", "To whom alone; without it, to everyone of the inspectorate."),
    startsAt=fact(LiveGrant, "startsAt", "From when; from now, where it is left out."),
    endsAt=fact(LiveGrant, "endsAt", f"Until when: {LONGEST_INSPECTION.days} days at most.", required=True),
    reason=REASON,
)
END_ACCESS = _access(
    "endAccess",
    "End access at once: your own, or, as one appointed, that of your body or given by it.",
    id=GRANT_ID,
)
