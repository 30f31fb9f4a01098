"""Keeping the register over HTTP, as Ofsted: one way to send any command, and a valid input of each."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register.catalogue import COMMANDS
from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from tests.support.client import Answer, Server, serve

REASONS = """
select array_agg(distinct a.reason order by a.reason)
  from register.entry e
  join register.entry_author a on a.number = e.number
  join register.home h on h.id = e.subject_id
 where h.urn = :urn and a.reason is not null
"""
PROBLEMS = "problems { code field message currentVersion changed }"
# What a command shows that shows no record.
EXTRA = {
    "encounter": "encounter { isMissing owningForce reference risk }",
    "items": f"items {{ index command key {PROBLEMS} }}",
    "receipt": "receipt { id rows errors queries found { rule severity field total lines } }",
    "sent": "sent { id rows receipts { reference outcome line rules } }",
    "report": "report { read added changed refused }",
}


def document(command: str, shown: str | None = None) -> str:
    """A document that sends a command and shows what it changed: its key, unless told otherwise."""
    made = COMMANDS[command]
    shown = shown or made.key
    title = command[0].upper() + command[1:]
    body = f"{made.shown} {{ {shown} }}" if made.shown else EXTRA[made.extra[0]]
    return f"mutation ($input: {title}Input!) {{ {command}(input: $input) {{ {body} {PROBLEMS} }} }}"


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    answer: Answer
    payload: Mapping[str, Any]

    @property
    def home(self) -> Any:
        """The home that was changed; nothing where it was refused."""
        return self.payload["home"]

    @property
    def problems(self) -> list[tuple[str, str | None]]:
        """The code and the field of every problem."""
        return [(each["code"], each["field"]) for each in self.payload["problems"]]

    @property
    def codes(self) -> list[str]:
        """The code of every problem."""
        return [each["code"] for each in self.payload["problems"]]


class Keeper:
    """Sends commands to a server; as an officer of Ofsted unless told otherwise."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def version(self, urn: str) -> int:
        """The version of a home now."""
        found = self.read(urn, "version")
        return int(found["version"])

    def read(self, urn: str, shown: str) -> Any:
        """A home as Ofsted reads it."""
        answer = self.server.ask(f"query ($urn: Urn!) {{ home(urn: $urn) {{ {shown} }} }}", "ofsted", urn=urn)
        assert "errors" not in answer.json, answer.json
        return answer.data["home"]

    def send(self, command: str, given: Mapping[str, Any], *, shown: str | None = None, **asked: Any) -> Answer:
        """The answer to a command with exactly this input; a key is added where there is none."""
        given = {"idempotencyKey": str(uuid.uuid4()), **given}
        asked = {"agency": "ofsted"} | asked
        return self.server.ask(document(command, shown), input=given, **asked)

    def do(self, command: str, home: str | None = None, /, *, shown: str | None = None, **given: Any) -> Told:
        """What a command answers. home: the number of the home that it is on, whose version is looked up."""
        if home is not None:
            given = {"urn": home, "expectedVersion": self.version(home)} | given
        answer = self.send(command, given, shown=shown)
        assert "errors" not in answer.json, answer.json
        return Told(answer, answer.data[command])

    def reasons(self, urn: str) -> list[str]:
        """The reasons that were given for what was written of a home, each once."""
        return self.scalar(REASONS, urn=urn) or []

    def payload(self, command: str, who: Mapping[str, Any], /, **given: Any) -> Mapping[str, Any]:
        """What a command answers a caller. who: its kind of body, its area or organisation."""
        answer = self.send(command, given, **who)
        assert "errors" not in answer.json, answer.json
        found: Mapping[str, Any] = answer.data[command]
        return found

    def done(self, command: str, who: Mapping[str, Any], /, **given: Any) -> str:
        """The key of the record that a command made or changed."""
        payload = self.payload(command, who, **given)
        assert payload["problems"] == [], payload
        shown = next(value for name, value in payload.items() if name != "problems")
        return str(shown["id"])

    def refused(self, command: str, who: Mapping[str, Any], /, **given: Any) -> list[tuple[str, str | None]]:
        """The problems of a command that changed nothing: code and field."""
        payload = self.payload(command, who, **given)
        assert all(value is None for name, value in payload.items() if name != "problems")
        return [(each["code"], each["field"]) for each in payload["problems"]]

    def scalar(self, text: str, **bound: Any) -> Any:
        """One value as the owner of the database reads it."""
        with self.server.owner.connect() as owner:
            return owner.scalar(sa.text(text), bound)


def building(**more: Any) -> dict[str, Any]:
    """A building in Northby."""
    return {
        "paon": "7",
        "street": "Kettle Row",
        "town": "Mosswick",
        "postcode": "ZZ1 1ZZ",
        "longitude": -2.2,
        "latitude": 53.45,
        "precision": "UPRN",
    } | more


def new_home(urn: str, **more: Any) -> dict[str, Any]:
    """A home to be registered."""
    return {
        "urn": urn,
        "kind": "CHILDRENS_HOME",
        "sector": "PRIVATE",
        "places": 3,
        "providerReference": "TEST-COMPANY",
        "name": "Rook House",
        "ageMin": 8,
        "ageMax": 17,
        "sexAdmitted": "MIXED",
        "needs": ["MENTAL_HEALTH"],
        "contactTelephone": "+441632960001",
        "premises": [building()],
        "registeredManager": "Juniper Vane",
        "responsibleIndividual": "Merle Osgood",
        "registeredOn": "2024-05-01",
    } | more


@contextmanager
def kept_register(cluster: Cluster, story: str, worker: str, *, named: str, **environment: str) -> Iterator[Keeper]:
    """A served copy of the story that the tests of one module change together."""
    name = f"kept_{named}_{worker}"
    cluster.clone_database(story, name)
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **environment) as running:
        yield Keeper(running)
    cluster.drop_database(name)
