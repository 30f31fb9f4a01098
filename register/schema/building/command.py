"""What a command is, as the API offers it, and what several of them are given alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from register.catalogue import command
from register.schema.building.command_types import Held, command_input, input_of, payload_of, shown_as
from register.schema.building.words import Argument, Urn, takes
from register.schema.types.home import Home
from register.vocabulary import Group

URN = Argument(Urn, "The home's reference number.")
VERSION = Argument(int, "The home's version as you know it: where it has another by now, nothing is changed.")
WHY = Argument(str | None, "Why, in words: kept beside the change for whoever looks at it afterwards.")

PUBLIC, LOCATION, PEOPLE = Group.HOME_PUBLIC, Group.HOME_LOCATION, Group.HOME_PEOPLE
STATUS, DETAIL = Group.ENFORCEMENT_STATUS, Group.ENFORCEMENT_DETAIL


@dataclass(frozen=True)
class Offer:
    """One command as the API offers it.

    entity: what it changes, shown in the payload's field named shown and found by key; given: what its input holds.
    told: the one field of a payload that shows no entity, as a batch's.
    """

    name: str
    about: str
    entity: Any
    shown: str | None
    key: str
    changes: frozenset[Group]
    given: Mapping[str, Argument]
    told: Held | None = None

    @property
    def title(self) -> str:
        """The name as its types begin with it."""
        return self.name[0].upper() + self.name[1:]

    def published(self) -> tuple[Any, Any]:
        """The type of its payload, and its field."""
        made = command_input(f"{self.title}Input", __name__, f"What {self.name} is given.", **self.given)
        takes_it = takes(input=Argument(made, "What the command is given."))
        held = shown_as(self.shown, self.entity) if self.shown else self.told
        assert held is not None
        payload = payload_of(f"{self.title}Payload", __name__, held, f"What {self.name} answers.")
        declared = command(
            self.name, self.entity.__name__, self.about, takes_it, shown=self.shown, key=self.key, changes=self.changes
        )
        return payload | None, declared

    def item(self) -> Argument:
        """The same as one command of a batch, whose key and dry run are the batch's."""
        made = input_of(f"{self.title}Item", __name__, f"What {self.name} is given in a batch.", **self.given)
        return Argument(made, self.about)


def new_home(name: str, about: str, /, *changes: Group, **given: Argument) -> Offer:
    """A command that makes a home."""
    return Offer(name, about, Home, "home", "urn", frozenset(changes), {**given, "reason": WHY})


def on_home(name: str, about: str, /, *changes: Group, **given: Argument) -> Offer:
    """A command on a home that the register holds: its version is raised, so its public facts are always written."""
    held = {"urn": URN, "expectedVersion": VERSION, **given, "reason": WHY}
    return Offer(name, about, Home, "home", "urn", frozenset({PUBLIC, *changes}), held)
