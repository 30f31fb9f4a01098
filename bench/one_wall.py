"""The register with its first wall alone, for the bench and for nothing else: `python -m bench.one_wall PORT`.

It serves the database of REGISTER_DATABASE_URL with a login that row security does not hold, and takes on no role.
"""

import sys
from functools import partial
from typing import Any

import asyncpg
import uvicorn

import register.http.app
from register.cli.serve import server
from register.http.app import create_app
from register.http.logging import configure_logging

ROLE = "; set local role "


class _OneWall(asyncpg.Connection):  # type: ignore[misc]
    """A connection that opens transactions as the register does, and takes on no role in them."""

    async def execute(self, query: str, *args: Any, **named: Any) -> str:
        answered: str = await super().execute(query.partition(ROLE)[0], *args, **named)
        return answered


async def _let_start(connection: Any) -> None:
    """Nothing is looked at: this login is refused by the register, and must be."""


def main() -> None:
    """Serve until stopped."""
    vars(asyncpg)["create_pool"] = partial(asyncpg.create_pool, connection_class=_OneWall)
    vars(register.http.app)["refuses_to_start"] = _let_start
    configure_logging()
    uvicorn.Server(server(create_app(), "127.0.0.1", int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
