"""Addresses within the pages: where a visitor continues, and the filters that an address carries."""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

LONGEST: Final = 2_000
# One slash and no other, nothing that a browser turns into one, and nothing that it takes out first.
OWN: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def own_address(given: str | None) -> str:
    """The address if it is one of this server's own pages; otherwise the first page's."""
    if not given or len(given) > LONGEST or not OWN.fullmatch(given):
        return "/"
    parts = urlsplit(given)
    return given if not parts.scheme and not parts.netloc else "/"


def with_query(path: str, given: Iterable[tuple[str, str]], **changed: str | None) -> str:
    """The path with these parameters, of which some are changed or, where None, left out."""
    kept = [(name, value) for name, value in given if name not in changed and value]
    kept += [(name, value) for name, value in changed.items() if value]
    return f"{path}?{urlencode(kept)}" if kept else path


def chosen(given: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The parameters of these names that say something."""
    return {name: value for name in names if (value := given.get(name, "").strip())}
