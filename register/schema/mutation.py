"""Every command that the register takes, on one page. Each is nullable, so that a refusal is an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry

from register.catalogue import command
from register.schema.commands import input_of, payload_of
from register.schema.live_access import LiveGrant
from register.schema.words import Agency, Argument, Urn, takes
from register.vocabulary import Group

URN = Argument(Urn, "The home's reference number.")
REASON = Argument(str, "Why, in 10 characters or more, for whoever looks at it afterwards.")
GRANT_ID = Argument(strawberry.ID, "The key of the access.")


@dataclass(frozen=True)
class Offer:
    """One command as the API offers it.

    entity: what it changes, shown in the payload's field named shown and found by key; given: what its input holds.
    """

    name: str
    about: str
    entity: Any
    shown: str
    key: str
    changes: frozenset[Group]
    given: Mapping[str, Argument]

    @property
    def title(self) -> str:
        """The name as its types begin with it."""
        return self.name[0].upper() + self.name[1:]

    def published(self) -> tuple[Any, Any]:
        """The type of its payload, and its field."""
        made = input_of(f"{self.title}Input", __name__, f"What {self.name} is given.", **self.given)
        takes_it = takes(input=Argument(made, "What the command is given."))
        payload = payload_of(f"{self.title}Payload", __name__, self.shown, self.entity, f"What {self.name} answers.")
        declared = command(
            self.name, self.entity.__name__, self.about, takes_it, shown=self.shown, key=self.key, changes=self.changes
        )
        return payload | None, declared


def _access(name: str, about: str, **given: Argument) -> Offer:
    return Offer(name, about, LiveGrant, "liveGrant", "id", frozenset({Group.LIVE_ACCESS}), given)


OFFERS: tuple[Offer, ...] = (
    _access(
        "openHome",
        "Open one home outside your boundary to yourself, for a named incident. It closes by itself; your supervisor "
        "and the auditor see that you opened it and what you read.",
        urn=URN,
        incident=Argument(str, "The incident's reference, 1 to 60 characters."),
        reason=REASON,
        minutes=Argument(int, "For how long: 1 to 60.", 60),
    ),
    _access(
        "requestAdministration",
        "Ask for one home to be opened to you as an administrator. Nothing is open until a second person approves.",
        urn=URN,
        reason=REASON,
        minutes=Argument(int, "For how long, from now: 1 to 480.", 60),
    ),
    _access(
        "approveAdministration",
        "Approve what another administrator asked for, as one appointed to.",
        id=GRANT_ID,
    ),
    _access(
        "giveInspectionAccess",
        "Give an inspectorate the homes of one authority's area for the time of a joint inspection, as one appointed.",
        agency=Argument(Agency, "The inspectorate."),
        area=Argument(str, "The ONS code of the authority."),
        subject=Argument(str | None, "To whom alone; without it, to everyone of the inspectorate."),
        startsAt=Argument(datetime | None, "From when; from now, where it is left out."),
        endsAt=Argument(datetime, "Until when: 200 days at most."),
        reason=REASON,
    ),
    _access(
        "endAccess",
        "End access at once: your own, or, as one appointed, that of your body or given by it.",
        id=GRANT_ID,
    ),
)


def _mutation() -> Any:
    body: dict[str, Any] = {"__module__": __name__, "__annotations__": {}}
    for offer in OFFERS:
        body["__annotations__"][offer.name], body[offer.name] = offer.published()
    about = "Every command that the register takes. One request carries one command."
    return strawberry.type(type("Mutation", (), body), description=about)


Mutation = _mutation()
