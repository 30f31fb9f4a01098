"""Asking the register over HTTP, as any agency, and reading what it answered and what it ran."""

import asyncio
import os
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx2
import sqlalchemy as sa
import uvicorn

from register.database.connections import with_driver
from register.database.state_folder import state_dir
from register.http.app import create_app
from register.http.transport.connection_deadlines import DeadlineProtocol
from register.http.transport.websocket_deadlines import SocketProtocol
from register.identity.development_issuer import DevelopmentIssuer
from register.settings import settings
from register.vocabulary import Agency, Purpose

# A compressed answer has another length each time. Tests that compare bytes ask for them as they are.
UNCOMPRESSED = {"Accept-Encoding": "identity"}
# Tests ask more in a minute than any body may; the allowance has tests of its own.
UNMETERED = {"REGISTER_RATE_COST_PER_MINUTE": "1000000000", "REGISTER_RATE_BURST_COST": "1000000000"}
# How long a test waits for what has no reason to take long.
PATIENCE_S = 60.0
# With the first of its statements, the driver looks up types that it does not know on a new connection.
FRAME = ("begin", "commit", "rollback", "with recursive typeinfo_tree")


@dataclass(frozen=True)
class Answer:
    """What came back, and the statements that the register ran for it, the transaction's frame left out."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    json: Any
    statements: list[str]

    @property
    def data(self) -> Any:
        """What was answered."""
        return self.json.get("data")

    @property
    def codes(self) -> list[str]:
        """The codes of the errors, in their order."""
        return [error["extensions"]["code"] for error in self.json.get("errors", [])]

    @property
    def reads(self) -> list[str]:
        """The statements that read register data: not the opening of the request, not the access log's entry."""
        return [text for text in self.statements if "set_config" not in text and "into register.access_log" not in text]


def _client() -> httpx2.Client:
    return httpx2.Client(timeout=PATIENCE_S, trust_env=False, headers=UNCOMPRESSED)


@dataclass
class Server:
    """A running register. url: its address; owner: an engine with the owner's login on its database."""

    url: str
    owner: sa.Engine
    statements: list[str] = field(default_factory=list)
    client: httpx2.Client = field(
        default_factory=lambda: httpx2.Client(timeout=PATIENCE_S, trust_env=False, headers=UNCOMPRESSED)
    )

    def token(
        self, agency: str, area: str | None = None, organisation: str | None = None, *, subject: str = "tester"
    ) -> str:
        """A token of the development issuer."""
        issuer = DevelopmentIssuer(state_dir(), settings())
        return issuer.issue(Agency(agency), area=area, organisation=organisation, subject=subject)

    def ask(
        self,
        query: str,
        agency: str = Agency.POLICE,
        area: str | None = None,
        *,
        purpose: str | None = Purpose.SAFEGUARDING_CHILD,
        organisation: str | None = None,
        operation: str | None = None,
        subject: str = "tester",
        **variables: Any,
    ) -> Answer:
        """The answer to a query as a caller of this agency and area; a purpose is given unless told otherwise."""
        token = self.token(agency, area, organisation, subject=subject)
        body: dict[str, Any] = {"query": query, "variables": variables}
        if operation:
            body["operationName"] = operation
        return self.send(token, body, **({"Register-Purpose": str(purpose)} if purpose else {}))

    def send(self, token: str | None, body: Any, **headers: str) -> Answer:
        """The answer to a body, with a token and further headers."""
        given = {"Accept": "application/graphql-response+json"} | headers
        if token:
            given["Authorization"] = f"Bearer {token}"
        self.statements.clear()
        response = self.client.post(f"{self.url}/graphql", json=body, headers=given)
        return self.read(response)

    def read(self, response: httpx2.Response) -> Answer:
        """A response as an answer."""
        is_json = "json" in response.headers.get("content-type", "")
        ran = [text for text in self.statements if not text.lower().startswith(FRAME)]
        return Answer(
            response.status_code, response.headers, response.content, response.json() if is_json else None, ran
        )


class QuickServer(uvicorn.Server):
    """A server that looks ten times as often whether it is to stop: tests stop hundreds of them."""

    async def main_loop(self) -> None:
        """Go on until it is to stop."""
        counter = 0
        while not await self.on_tick(counter):
            counter += 1
            await asyncio.sleep(0.01)


@contextmanager
def serve(api_url: str, owner_url: str, **environment: str) -> Iterator[Server]:
    """The register on a free port of this machine, over a database, for callers of any number; stopped at the end."""
    kept = dict(os.environ)
    os.environ.update(UNMETERED | {"REGISTER_DATABASE_URL": api_url} | environment)
    settings.cache_clear()
    server = Server("", sa.create_engine(with_driver(owner_url, "postgresql+psycopg")))

    async def trace(connection: asyncpg.Connection) -> None:
        connection.add_query_logger(lambda logged: server.statements.append(logged.query))

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            create_app(trace), http=DeadlineProtocol, ws=SocketProtocol, log_level="warning", access_log=False
        )
        running = QuickServer(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        _wait_for(running, thread)
        server.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            yield server
        finally:
            running.should_exit = True
            thread.join(timeout=PATIENCE_S)
            server.owner.dispose()
            os.environ.clear()
            os.environ.update(kept)
            settings.cache_clear()
    if thread.is_alive():
        raise RuntimeError("the register did not stop")


def _wait_for(running: uvicorn.Server, thread: threading.Thread) -> None:
    until = time.monotonic() + PATIENCE_S
    while not running.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise RuntimeError("the register did not start")
        time.sleep(0.01)
