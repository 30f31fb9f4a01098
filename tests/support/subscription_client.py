"""Following the register over a WebSocket or as events, as any agency, and changing it meanwhile."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import sqlalchemy as sa
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from register import tables
from register.database.state_folder import state_dir
from register.geo.home_areas import derive_links
from register.identity.development_issuer import DevelopmentIssuer
from register.settings import settings
from register.vocabulary import Agency
from tests.support.client import Server

PATIENCE_S = 60.0
NODES = "nodes { homeUrn kind left home { name places } } token hasMore"
QUERY = f"subscription Follow($since: String) {{ registerChanged(since: $since) {{ {NODES} }} }}"
MINE = f"subscription {{ registerChanged(area: {{mine: true}}) {{ {NODES} }} }}"
PURPOSE = "safeguarding_child"


class Listener:
    """One WebSocket as its client sees it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def send(self, kind: str, **members: Any) -> None:
        """Send one message."""
        self.socket.send(json.dumps({"type": kind} | members))

    def initialise(self, token: str | None, purpose: str | None = PURPOSE) -> None:
        """Say who is there."""
        given = {"Authorization": f"Bearer {token}"} if token else {}
        self.send("connection_init", payload=given | ({"Register-Purpose": purpose} if purpose else {}))

    def subscribe(self, number: str = "1", query: str = QUERY, **variables: Any) -> None:
        """Start a subscription."""
        self.send("subscribe", id=number, payload={"query": query, "variables": variables})

    def hear(self, timeout: float = PATIENCE_S) -> dict[str, Any]:
        """The next message."""
        heard: dict[str, Any] = json.loads(self.socket.recv(timeout=timeout))
        return heard

    def feed(self, timeout: float = PATIENCE_S) -> dict[str, Any]:
        """The feed of the next message, which must be an answer."""
        heard = self.hear(timeout)
        assert heard["type"] == "next", heard
        found: dict[str, Any] = heard["payload"]["data"]["registerChanged"]
        return found

    def nodes(self, least: int) -> list[Any]:
        """So many changes, however many messages they come in: another writer may hold the horizon back."""
        found: list[Any] = []
        while len(found) < least:
            found += self.feed()["nodes"]
        return found

    def hears_nothing(self, seconds: float) -> bool:
        """Whether no message comes for so long."""
        try:
            self.socket.recv(timeout=seconds)
        except TimeoutError:
            return True
        return False

    def ending(self, timeout: float = PATIENCE_S) -> tuple[int | None, str | None]:
        """The code and the reason with which the server closes, whatever is still heard before."""
        until = time.monotonic() + timeout
        with suppress(ConnectionClosed):
            while time.monotonic() < until:
                self.socket.recv(timeout=timeout)
        return self.socket.close_code, self.socket.close_reason


@contextmanager
def socket_to(server: Server, subprotocols: tuple[str, ...] = ("graphql-transport-ws",), **given: Any) -> Iterator[Any]:
    """A WebSocket to the server, over which nothing was said."""
    address = server.url.replace("http:", "ws:") + "/graphql"
    with connect(address, subprotocols=subprotocols or None, proxy=None, close_timeout=2, **given) as socket:  # type: ignore[arg-type]
        yield Listener(socket)


@contextmanager
def listening(
    server: Server, agency: str = "police", area: str | None = None, *, subject: str = "tester", **given: Any
) -> Iterator[Listener]:
    """A WebSocket over which a caller has said who it is, and was acknowledged."""
    with socket_to(server, **given) as listener:
        listener.initialise(server.token(agency, area, subject=subject))
        assert listener.hear() == {"type": "connection_ack"}
        yield listener


@contextmanager
def events_of(server: Server, token: str, query: str = QUERY, **variables: Any) -> Iterator[Iterator[tuple[str, Any]]]:
    """The events of a subscription: name and content of each, and a comment as an event of no name."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream", "Register-Purpose": PURPOSE}
    body = {"query": query, "variables": variables}
    with server.client.stream("POST", f"{server.url}/graphql", json=body, headers=headers) as response:
        assert (response.status_code, response.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        yield _events(response.iter_lines())


def _events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name, content = "", ""
    for line in lines:
        if line.startswith(":"):
            yield "", line
        elif line:
            field, _, value = line.partition(":")
            if field == "event":
                name = value.strip()
            else:
                content += value.strip()
        elif name:
            yield name, json.loads(content) if content else None
            name, content = "", ""


def short_token(agency: str, area: str | None, life_s: int) -> str:
    """A token that lasts for so many seconds."""
    issuer = DevelopmentIssuer(state_dir(), settings())
    return issuer.issue(Agency(agency), area=area, subject="tester", life_s=life_s)


def count(server: Server, statement: str, **bound: Any) -> int:
    """A number that the database tells its owner."""
    with server.owner.connect() as owner:
        return int(owner.scalar(sa.text(statement), bound) or 0)


def change(server: Server, urn: str, places: int) -> None:
    """Change a home, as the owner of the database may."""
    with server.owner.begin() as owner:
        owner.execute(tables.home.update().where(tables.home.c.urn == urn).values(places=places))


def rename(server: Server, urn: str, name: str) -> None:
    """Give a home another name, which only those may read in whose area it is."""
    which = sa.select(tables.home.c.id).where(tables.home.c.urn == urn).scalar_subquery()
    with server.owner.begin() as owner:
        owner.execute(tables.home_identity.update().where(tables.home_identity.c.home_id == which).values(name=name))


def move(server: Server, urn: str, easting: float, *, northing: float) -> None:
    """Move a home's building, and work out anew where it stands."""
    at = {"point_27700": sa.func.ST_SetSRID(sa.func.ST_MakePoint(easting, northing), 27700)}
    with server.owner.begin() as owner:
        home_id = owner.scalar(sa.select(tables.home.c.id).where(tables.home.c.urn == urn))
        owner.execute(tables.premises.update().where(tables.premises.c.home_id == home_id).values(at))
        derive_links(owner, [home_id], on=date(2024, 1, 1), buffer_m=0)
