"""Requests written by hand, and answers compared as bytes."""

import contextlib
import json
import re
import socket
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2
import sqlalchemy as sa

from tests.hostile.oracle import Caller
from tests.support.access_factories import approve, give
from tests.support.client import UNCOMPRESSED, Answer, Server

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"

# Sealed with a random nonce, so no two are alike; what may not differ is how long they are.
CURSOR = re.compile(rb'"([A-Za-z0-9_-]{100,})"')
# A place in the log of changes: it moves with whatever else the register does. It is sealed, and always of one length.
PLACE = re.compile(rb'"[A-Za-z0-9_-]{80}"')
EACH_TIME_ANEW = {"date", "register-request", "server"}


def masked(answer: Answer) -> tuple[int, dict[str, str], bytes]:
    """All that a caller can see of an answer: its status, headers and body, with cursors replaced by their length."""
    headers = {name: value for name, value in answer.headers.items() if name not in EACH_TIME_ANEW}
    body = CURSOR.sub(lambda found: b'"cursor of %d"' % len(found[1]), answer.body)
    return answer.status, headers, PLACE.sub(b'"place"', body)


def post(
    server: Server,
    content: bytes | Iterable[bytes],
    headers: Iterable[tuple[str, str]] = (),
    *,
    query: str = "",
    method: str = "POST",
) -> Answer:
    """The answer to a body that is sent as it stands, with these headers and no others but the protocol's own."""
    given = [("Content-Type", JSON), ("Accept", GRAPHQL)]
    named = {name.lower() for name, _ in headers}
    sent = [*(pair for pair in given if pair[0].lower() not in named), *headers]
    server.statements.clear()
    address = f"{server.url}/graphql{'?' if query else ''}{query}"
    return server.read(server.client.request(method, address, content=content, headers=sent))


def signed(server: Server, agency: str = "ofsted", area: str | None = None, **more: str) -> list[tuple[str, str]]:
    """The headers of a caller whom the register knows."""
    token = server.token(agency, area)
    return [("Authorization", f"Bearer {token}"), ("Register-Purpose", "safeguarding_child"), *more.items()]


def raw(server: Server, request: bytes) -> bytes:
    """What comes back for bytes that no client would send, until the server closes."""
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(request)
        received = bytearray()
        while chunk := connection.recv(65_536):
            received += chunk
    return bytes(received)


def change(server: Server, statement: str, **values: Any) -> int:
    """Change the database as its owner; how many rows were."""
    with server.owner.begin() as connection:
        return connection.execute(sa.text(statement), values).rowcount


def look(server: Server, statement: str, **values: Any) -> Any:
    """One value of the database, as its owner reads it."""
    with server.owner.connect() as connection:
        return connection.execute(sa.text(statement), values).scalar()


def entries(server: Server) -> list[Mapping[str, Any]]:
    """The access log, the oldest entry first."""
    with server.owner.connect() as connection:
        return list(connection.execute(sa.text("select * from register.access_log order by id")).mappings())


def admit(server: Server, caller: Caller) -> None:
    """Give a caller of the oracle the area that it inspects, or the home that was opened for it."""
    with server.owner.begin() as connection:
        given = {"holder_agency": caller.agency, "purpose": caller.purpose}
        if caller.inspects is not None:
            give(connection, "inspection", area_code=caller.inspects, **given)
        if caller.opened is None:
            return
        given |= {"holder_subject": caller.subject, "issued_by": caller.subject}
        if caller.agency == "admin":
            approve(connection, give(connection, "administration", urn=caller.opened, **given))
        else:
            give(connection, "break_glass", urn=caller.opened, holder_area=caller.area, **given)


class Crowd:
    """One client that asks as each of many callers, with tokens made beforehand."""

    def __init__(self, server: Server, callers: Iterable[tuple[str, str | None, str | None]]) -> None:
        self.client = httpx2.Client(timeout=30, trust_env=False, headers=UNCOMPRESSED)
        self.url = f"{server.url}/graphql"
        self.place = urlsplit(server.url)
        self.headers = {
            caller: {
                "Authorization": f"Bearer {server.token(*caller)}",
                "Content-Type": JSON,
                "Accept": GRAPHQL,
                "Register-Purpose": "safeguarding_child",
            }
            for caller in callers
        }

    def ask(self, caller: tuple[str, str | None, str | None], query: str) -> tuple[int, bytes]:
        """The status and body of an answer, cursors apart."""
        response = self.client.post(self.url, json={"query": query}, headers=self.headers[caller])
        return response.status_code, CURSOR.sub(b'"cursor"', response.content)

    def leave(self, caller: tuple[str, str | None, str | None], query: str) -> None:
        """Ask, and go away before the answer."""
        content = json.dumps({"query": query}).encode()
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers[caller].items())
        request = f"POST /graphql HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(content)}\r\n\r\n".encode()
        address = (self.place.hostname, self.place.port)
        with contextlib.suppress(OSError), socket.create_connection(address, timeout=5) as connection:
            connection.sendall(request + content)
