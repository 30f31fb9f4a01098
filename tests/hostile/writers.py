"""Many who change the same homes at once, and the books that tell whether each change is there once and whole."""

import json
import random
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import httpx2
import sqlalchemy as sa

from register.geo.home_areas import derive_links
from tests.hostile.raw_requests import GRAPHQL
from tests.support import factories as make
from tests.support.client import Server
from tests.support.command_client import document

WRITERS = 8
HOMES = tuple(f"SC95{number:04}" for number in range(50))
SHOWN = "version places name registrationStatus registeredManager { name }"
READ = "query ($urn: Urn!) { home(urn: $urn) { version registrationStatus } }"
DONE, STALE, UNKNOWN = "done", "stale", "unknown"
PAUSE_S = 0.02
# So many commands each writer sends in any case, if it can within this time.
LEAST, LEAST_WITHIN_S = 8, 120.0
FIRST_DAY = date(2019, 6, 1)

# Which tables each command writes beside the home's version: the home itself only where one of its facts is said.
WRITES = {
    "correctHome": {"home", "home_identity"},
    "suspendRegistration": {"home", "former_fact", "notice", "notice_detail"},
    "liftSuspension": {"home", "former_fact", "notice"},
    "changeManager": {"home_person"},
}
# Where the text that nobody else sends is kept, and what tells the row of it that was new then.
TEXT_OF = {
    "correctHome": ("name", "select recorded_from, name as text from register.home_identity_history"),
    "suspendRegistration": ("reasons", "select recorded_from, reasons as text from register.notice_detail_history"),
    "changeManager": (
        "name",
        "select recorded_from, name as text from register.home_person_history where valid_to is null",
    ),
}
STATUS_AFTER = {"suspendRegistration": "suspended", "liftSuspension": "registered"}


@dataclass(frozen=True)
class Sent:
    """One command on a home at a version, and what became of it as far as its sender was told."""

    subject: str
    command: str
    given: Mapping[str, Any]
    outcome: str = UNKNOWN

    @property
    def urn(self) -> str:
        """The home's number."""
        return str(self.given["urn"])

    @property
    def version(self) -> int:
        """The version that the home has if it was carried out."""
        return int(self.given["expectedVersion"]) + 1

    @property
    def key(self) -> tuple[str, str]:
        """By which the register remembers it."""
        return self.subject, str(self.given["idempotencyKey"])


@dataclass
class Writer:
    """One client. patient: it sends again until it is answered; else it sometimes lets a lost answer be."""

    server: Server
    number: int
    patient: bool = False
    sent: list[Sent] = field(default_factory=list)
    wrong: list[Any] = field(default_factory=list)
    statuses: Counter[int | None] = field(default_factory=Counter)
    again: int = 0
    settled: list[Sent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.subject = f"writer-{self.number}"
        self.chance = random.Random(self.number)  # noqa: S311 - drawn to be repeated
        self.client = httpx2.Client(timeout=30, trust_env=False)
        self.headers = {
            "Authorization": f"Bearer {self.server.token('ofsted', subject=self.subject)}",
            "Accept": GRAPHQL,
            "Register-Purpose": "safeguarding_child",
        }

    def post(self, query: str, **variables: Any) -> bytes | None:
        """The body of an answer; nothing where it was lost or the register could not answer."""
        try:
            body = {"query": query, "variables": variables}
            response = self.client.post(f"{self.server.url}/graphql", json=body, headers=self.headers)
        except httpx2.TransportError:
            self.statuses[None] += 1
            return None
        self.statuses[response.status_code] += 1
        if response.status_code == 503:
            return None
        if response.status_code != 200:
            self.wrong.append((query, variables, response.status_code, response.content))
            return None
        return response.content

    def work(self, until: float) -> "Writer":
        """Change one home after the other until the time is over, however many a slow machine has sent by then."""
        while time.monotonic() < until or (len(self.sent) < LEAST and time.monotonic() < until + LEAST_WITHIN_S):
            found = self.post(READ, urn=(urn := self.chance.choice(HOMES)))
            if found is None:
                time.sleep(PAUSE_S)
            else:
                home = json.loads(found)["data"]["home"]
                self.change(urn, home["version"], home["registrationStatus"])
        return self

    def change(self, urn: str, version: int, status: str) -> None:
        """Send one command; sometimes two at once, sometimes again."""
        asked = self.choose(urn, version, status)
        body = self.send_twice(asked) if self.chance.random() < 0.15 else self.send(asked)
        if body is None and (self.patient or self.chance.random() < 0.5):
            body = self.insist(asked)
        self.sent.append(replace(asked, outcome=self.outcome(asked, body)))
        if body is not None and self.chance.random() < 0.2:
            self.same(body, self.send(asked))

    def choose(self, urn: str, version: int, status: str) -> Sent:
        """A command that may be carried out on a home of this version and status."""
        command = self.chance.choice(
            ["correctHome", "changeManager", "liftSuspension" if status == "SUSPENDED" else "suspendRegistration"]
        )
        key, day = str(uuid.uuid4()), (FIRST_DAY + timedelta(days=version)).isoformat()
        given = {
            "correctHome": {"places": self.chance.randint(1, 40), "name": key},
            "changeManager": {"name": key, "changedOn": day},
            "suspendRegistration": {"reasons": key, "appealStatus": "NONE", "suspendedOn": day},
            "liftSuspension": {"liftedOn": day},
        }[command]
        return Sent(self.subject, command, given | {"urn": urn, "expectedVersion": version, "idempotencyKey": key})

    def send(self, asked: Sent) -> bytes | None:
        """What is answered to a command."""
        return self.post(document(asked.command, SHOWN), input=asked.given)

    def send_twice(self, asked: Sent) -> bytes | None:
        """What is answered to a command that is sent twice at the same moment."""
        with ThreadPoolExecutor(2) as both:
            first, second = both.map(self.send, (asked, asked))
        self.same(first, second)
        return first or second

    def insist(self, asked: Sent) -> bytes | None:
        """Send a command again until there is an answer."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            time.sleep(PAUSE_S)
            body = self.send(asked)
            if body is not None:
                self.settled.append(replace(asked, outcome=self.outcome(asked, body)))
                return body
        return None

    def same(self, one: bytes | None, other: bytes | None) -> None:
        """Two answers to one key are the same bytes, where both arrived."""
        if one is None or other is None:
            return
        self.again += 1
        if one != other:
            self.wrong.append((one, other))

    def outcome(self, asked: Sent, body: bytes | None) -> str:
        """What an answer says became of a command; an answer that it cannot have is written down as wrong."""
        if body is None:
            return UNKNOWN
        told = json.loads(body)
        payload = (told.get("data") or {}).get(asked.command) or {}
        problems = payload.get("problems")
        if problems == [] and payload["home"]["version"] == asked.version:
            return DONE
        if problems and problems[0]["code"] == "CONFLICT_STALE" and problems[0]["currentVersion"] >= asked.version:
            return STALE
        self.wrong.append((asked, told))
        return UNKNOWN


def make_homes(owner: sa.Engine) -> None:
    """Fifty registered homes in Northby, each at version 1."""
    with owner.begin() as connection:
        for number, urn in enumerate(HOMES):
            make.create_home(connection, urn, at=[(381_000 + number * 100, 392_000)], name=f"Home {number}")
        derive_links(connection, None, on=date(2020, 1, 1), buffer_m=0)


def write_together(writers: Sequence[Writer], seconds: float) -> None:
    """Let all of them work at once."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(writers)) as threads:
        list(threads.map(lambda writer: writer.work(until), writers))


class Books:
    """What the tables say of the homes and of every command that was remembered."""

    def __init__(self, owner: sa.Engine) -> None:
        with owner.connect() as connection:
            self.connection = connection
            self.versions = {row["urn"]: row["version"] for row in self.rows(OF_HOMES)}
            self.history = {(row["urn"], row["version"]): row for row in self.rows(OF_HISTORY)}
            self.kept = Counter((row["urn"], row["version"]) for row in self.rows(OF_HISTORY))
            self.requests = {(row["subject"], row["idempotency_key"]): row for row in self.rows(OF_REQUESTS)}
            self.entries: dict[tuple[str, Any], list[Any]] = {}
            for row in self.rows(OF_ENTRIES):
                self.entries.setdefault((row["urn"], row["recorded_at"]), []).append(row)
            self.logged = Counter((row["transaction"], row["root"]) for row in self.rows(OF_LOG))
            self.texts = {
                command: [(row["text"], row["recorded_from"]) for row in self.rows(text)]
                for command, (_, text) in TEXT_OF.items()
            }

    def rows(self, statement: str) -> Sequence[Mapping[str, Any]]:
        """The rows of a statement."""
        return self.connection.execute(sa.text(statement), {"urns": list(HOMES)}).mappings().all()

    def carried_out(self, sent: Sent) -> bool:
        """Whether a command is remembered as one that changed something."""
        found = self.requests.get(sent.key)
        return found is not None and found["problems"] == []

    def faults_of(self, sent: Sent) -> Iterator[str]:
        """What is missing or too much of a command that was carried out."""
        at = self.requests[sent.key]["recorded_at"]
        version = self.history.get((sent.urn, sent.version))
        if version is None or version["recorded_from"] != at:
            yield "its version of the home"
            return
        if version["places"] != sent.given.get("places", version["places"]):
            yield "the home's places"
        if version["registration_status"] != STATUS_AFTER.get(sent.command, version["registration_status"]):
            yield "the home's status"
        if sent.command in TEXT_OF:
            text = sent.given[TEXT_OF[sent.command][0]]
            if [when for found, when in self.texts[sent.command] if found == text] != [at]:
                yield "the row beside the home"
        entries = self.entries.get((sent.urn, at), [])
        if {row["entity"] for row in entries} != {"home_version"} | WRITES[sent.command]:
            yield f"its entries {sorted(row['entity'] for row in entries)}"
        if [self.logged[row["transaction"], sent.command] for row in entries[:1]] != [1]:
            yield "its consultation"
        if len({(row["transaction"], row["subject"]) for row in entries} | {(None, sent.subject)}) != 2:
            yield "one transaction and one author"


def faults(owner: sa.Engine, sent: Iterable[Sent]) -> list[str]:
    """Every way in which the tables and the answers disagree."""
    books, found = Books(owner), []
    asked = list(sent)
    written = [each for each in asked if books.carried_out(each)]
    found += [f"lost: {each}" for each in asked if each.outcome == DONE and not books.carried_out(each)]
    found += [f"done although stale: {each}" for each in written if each.outcome == STALE]
    found += [f"{fault} of {each}" for each in written for fault in books.faults_of(each)]
    of_home = Counter(each.urn for each in written)
    for urn in HOMES:
        last = 1 + of_home[urn]
        if books.versions[urn] != last or any(books.kept[urn, number] != 1 for number in range(2, last + 1)):
            found.append(f"{urn} is at version {books.versions[urn]} after {of_home[urn]} changes")
    if sum(books.kept.values()) != len(written):
        found.append("versions that no command wrote")
    if len(books.entries) != len(written):
        found.append("entries that no command wrote")
    for command, (name, _) in TEXT_OF.items():
        mine = {each.given[name] for each in written if each.command == command}
        theirs = {each.given[name] for each in asked if each.command == command} - mine
        found += [f"a half: {text}" for text, _ in books.texts[command] if text in theirs]
    return found


OF_HOMES = """
select h.urn, v.version from register.home h join register.home_version v on v.home_id = h.id where urn = any(:urns)
"""
OF_HISTORY = """
select h.urn, v.version, v.recorded_from, h.places, h.registration_status
  from register.home_version_history v
  join register.home_history h on h.id = v.home_id and h.recorded_from <= v.recorded_from
       and (h.recorded_to is null or h.recorded_to > v.recorded_from)
 where h.urn = any(:urns) and v.version > 1
"""
OF_REQUESTS = """
select subject, idempotency_key, problems, recorded_at from register.change_request where subject like 'writer-%'
"""
OF_ENTRIES = """
select h.urn, e.recorded_at, e.transaction, e.entity, a.subject
  from register.entry e join register.home h on h.id = e.subject_id join register.entry_author a on a.number = e.number
 where h.urn = any(:urns)
   and e.recorded_at > (select max(v.recorded_from) from register.home_version_history v
                          join register.home r on r.id = v.home_id where r.urn = any(:urns) and v.version = 1)
"""
OF_LOG = "select transaction, root from register.access_log where outcome = 'allowed' and subject like 'writer-%'"
