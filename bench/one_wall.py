"""The register with its first wall alone, for the bench and for nothing else: `python -m bench.one_wall PORT`.

It serves the database of REGISTER_DATABASE_URL with a login that row security does not hold, and takes on no role.
"""

import sys
from typing import Any

import uvicorn

import register.database.connections
import register.http.app
from register.cli.serve import server
from register.database.connections import REPEATABLE_READ
from register.http.app import create_app
from register.http.logging import configure_logging


async def _let_start(connection: Any) -> None:
    """Nothing is looked at: this login is refused by the register, and must be."""


def main() -> None:
    """Serve until stopped."""
    # Whatever follows the opening of a transaction, the taking on of a role, becomes a comment of it.
    vars(register.database.connections)["transaction"].__wrapped__.__defaults__ = (f"{REPEATABLE_READ} --",)
    vars(register.http.app)["refuses_to_start"] = _let_start
    configure_logging()
    uvicorn.Server(server(create_app(), "127.0.0.1", int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
