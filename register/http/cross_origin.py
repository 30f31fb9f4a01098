"""Which pages of other origins a browser lets ask: none, unless a setting names them."""

import re
from typing import Final

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from register.errors import SetupError
from register.settings import Settings

PREFLIGHT_S: Final = 600
SENT: Final = ("Authorization", "Content-Type", "Register-Purpose", "traceparent")
READ: Final = ("Register-Request", "Retry-After")

_ORIGIN: Final = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")


def cross_origin(given: Settings) -> list[Middleware]:
    """What answers browsers that ask from another origin. Raises: SetupError."""
    origins = [origin.strip() for origin in given.cors_origins.split(",") if origin.strip()]
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SetupError(
                f"REGISTER_CORS_ORIGINS: {origin} is not an origin. Write it as in https://dashboard.example, "
                "without a path; several are separated by commas."
            )
    if not origins:
        return []
    # No cookie is ever read: a page asks with a token that it holds itself.
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=SENT,
            expose_headers=READ,
            max_age=PREFLIGHT_S,
        )
    ]
