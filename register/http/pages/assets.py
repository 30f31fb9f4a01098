"""Styles and scripts of the pages: files that were built beforehand, the same for everybody."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from register.http.pages.guards import ASSET, guards

BUILT: Final = Path(__file__).parents[2] / "static" / "pages"
NAMES: Final = "names.json"
PREFIX: Final = "/pages"
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")


@lru_cache(maxsize=4)
def asset_names(built: Path = BUILT) -> Mapping[str, str]:
    """The names of what was built, by what it was built from; empty if nothing was: the pages work without."""
    names = built / NAMES
    if not names.is_file():
        return {}
    found: Mapping[str, str] = orjson.loads(names.read_bytes())
    return found


async def asset(request: Request, built: Path = BUILT) -> Response:
    """One built file; no other file has an address."""
    name = request.path_params["name"]
    if not _NAME.fullmatch(name) or name == NAMES or not (built / name).is_file():
        return PlainTextResponse("Not found.\n", 404, dict(guards()))
    return FileResponse(built / name, headers=dict(ASSET))
