"""What a file would change: shown before anything is written, and only what was shown so can be written."""

import hashlib
from collections.abc import Mapping
from typing import Final

import orjson

from register.http.pages.cells import Cell, Column
from register.http.pages.wording import heading
from register.open_types import Value, Values

COLUMNS: Final = tuple(Column(title, ()) for title in ("Record", "Field", "Now", "In the file"))
COUNTED: Final = ("read", "added", "changed", "unchanged", "skipped", "refused", "closed", "standing")
# What a dry run is asked for beside its problems.
SELECTED: Final = f"report {{ asAt {' '.join(COUNTED)} lines }} changes {{ record key field before after }}"
MOST_SHOWN: Final = 200
FIELD: Final = "compared"
OTHER_FILE: Final = "This is not what was compared. Look at this comparison, then choose the same file again."


def mark_of(session: str, typed: Values) -> str:
    """What a comparison is known by: whose session it was in, and everything that was sent."""
    digest = hashlib.sha256(orjson.dumps(typed, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return f"{session} {digest}"


def compared(payload: Values) -> Mapping[str, Value]:
    """The comparison as a page shows it; empty if the file could not be compared."""
    report = payload["report"]
    if report is None:
        return {}
    changes = payload["changes"] or []
    return {
        "as_at": report["asAt"],
        "counts": [(heading(name), f"{report[name]:,}") for name in COUNTED],
        "lines": report["lines"],
        "columns": COLUMNS,
        "rows": [_cells(each) for each in changes[:MOST_SHOWN]],
        "total": len(changes),
    }


def _cells(change: Values) -> list[Cell]:
    shown = (change["key"] or change["record"], heading(change["field"]), change["before"], change["after"])
    return [Cell("Nothing" if value is None else str(value)) for value in shown]
