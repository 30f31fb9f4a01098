"""The register with its first wall alone, for the bench and for nothing else: `python -m bench.one_wall PORT`.

It serves the database of REGISTER_DATABASE_URL with a login that row security does not hold, and takes on no role.
"""

import sys
from typing import Any

import uvicorn

import register.app
import register.database
from register.app import configure_logging
from register.commands.serving import server
from register.database import REPEATABLE_READ


async def _let_start(connection: Any) -> None:
    """Nothing is looked at: this login is refused by the register, and must be."""


def main() -> None:
    """Serve until stopped."""
    # Whatever follows the opening of a transaction, the taking on of a role, becomes a comment of it.
    vars(register.database)["transaction"].__wrapped__.__defaults__ = (f"{REPEATABLE_READ} --",)
    vars(register.app)["refuses_to_start"] = _let_start
    configure_logging()
    uvicorn.Server(server("127.0.0.1", int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
