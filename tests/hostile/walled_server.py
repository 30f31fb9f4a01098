"""The register served over a copy of the story in which every table has rows, and asked as everyone who comes to it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from register.database.private_server import Cluster
from register.maintenance.migrate import API_LOGIN
from tests.hostile.matrix import MATRIX
from tests.hostile.operations import SEEDED, Operation
from tests.hostile.walled import ASKERS, open_walled
from tests.support.client import Answer, Server, serve

# One operation may ask in many ways at once, and for all that there is.
ROOMY = {"REGISTER_MAX_COST": "50000000", "REGISTER_MAX_ROOTS": "30", "REGISTER_MAX_DEPTH": "20"}
TRACES = f"query {SEEDED} {{ homes(first: 3) {{ nodes {{ urn name }} }} accessLog {{ nodes {{ id }} }} }}"

Prepare = Callable[[sa.Connection], None]


def one_of_each_line() -> list[str]:
    """The first asker of every line of the matrix: agencies whose lines are the same are answered alike."""
    found: dict[str, str] = {}
    for name, asker in ASKERS.items():
        found.setdefault(repr(sorted(MATRIX[asker.agency].items())), name)
    return list(found.values())


@contextmanager
def serve_walled(
    cluster: Cluster, story: str, name: str, *, callers: Sequence[str], prepare: Prepare | None = None
) -> Iterator[Server]:
    """The register over such a copy, prepared; each of the callers has consulted it once before."""
    with open_walled(cluster, story, name) as owner:
        if prepare:
            with owner.begin() as connection:
                prepare(connection)
        database = owner.url.database
        with serve(cluster.url(database, user=API_LOGIN), cluster.url(database), **ROOMY) as server:
            for caller in callers:
                leave_traces(server, caller)
            yield server


def leave_traces(server: Server, name: str) -> None:
    """Write the entries of the access log that operations ask for."""
    _ask(server, name, Operation(TRACES), SEEDED)


def ask(server: Server, name: str, operation: Operation) -> Answer:
    """The answer to an operation, as one of the askers."""
    return _ask(server, name, operation, None)


def _ask(server: Server, name: str, operation: Operation, called: str | None) -> Answer:
    asker = ASKERS[name]
    who = {"organisation": asker.organisation, "subject": asker.subject, "purpose": asker.purpose}
    return server.ask(operation.text, asker.agency, asker.area, operation=called, **who, **operation.variables)
