"""The list of agency keys: whose each is, when it expires, and when it was last used, which the database knows."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from register.cli.keys import keys_path
from register.identity.api_keys import ApiKey, read_keys
from register.maintenance.api_keys import last_used
from register.maintenance.migrate import owner_engine

COLUMNS = ("number", "agency", "area", "organisation", "purpose", "doors", "addresses", "expires", "state", "last used")


def listing() -> str:
    """Every key as a line of a table, without what would open anything. Raises: SetupError."""
    rows = [[_cell(row[name]) for name in COLUMNS] for row in _rows()]
    if not rows:
        return "There are no keys."
    lines = [list(COLUMNS), *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def listing_json() -> str:
    """The same as JSON. Raises: SetupError."""
    return json.dumps(list(_rows()), indent=2, default=str)


def _rows() -> Iterator[Mapping[str, object]]:
    keys = read_keys(keys_path())
    if not keys:
        return
    engine = owner_engine()
    with engine.connect() as connection:
        used = last_used(connection, [key.subject for key in keys.values()])
    engine.dispose()
    for key in keys.values():
        yield _row(key, used.get(key.subject))


def _row(key: ApiKey, used: datetime | None) -> Mapping[str, object]:
    state = "revoked" if key.revoked_at else "expired" if key.expires_at <= datetime.now(UTC) else "good"
    body = (key.number, key.agency.value, key.area, key.organisation, key.purpose.value)
    where = (" ".join(key.doors), " ".join(key.networks) or "any")
    return dict(zip(COLUMNS, (*body, *where, f"{key.expires_at:%Y-%m-%d}", state, used), strict=True))


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "-" if value is None else str(value)
