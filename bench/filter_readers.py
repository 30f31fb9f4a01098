"""`python -m bench.filter_readers`: what the package cql2 and the register's own reader make of the same filters.

Each filter is read in a process of its own, which is ended when its time is up: a reader may never answer, or end the
process. But for the last two, all are within what the door allows: 2,048 characters, 32 brackets within each other and
100 conditions.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from register.documentation.markdown import table
from register.errors import SetupError

PACKAGE: Final = "0.6.0"
TIME_S: Final = 20.0
OWN: Final = "from register.requests.features.filter_text import read_text as read"
THEIRS: Final = "import cql2\ndef read(text): return cql2.parse_text(text).to_json()"
READ: Final = """
import json, sys, time
{reader}
text, began = sys.stdin.read(), time.process_time()
try:
    said = "read: " + json.dumps(read(text))
except Exception as refusal:
    said = "refused: " + type(refusal).__name__
print(f"{{1_000 * (time.process_time() - began):.1f}} ms", said)
"""


def _within(brackets: int, text: str) -> str:
    return "(" * brackets + text + ")" * brackets


FILTERS: Final[Mapping[str, str]] = {
    "a filter of QGIS": '(("places" > 3) AND ("sector" = \'PRIVATE\'))',
    "a polygon": "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 0)))",
    "a whole number": "uprn = 123456789012",
    "not, and": "NOT places = 3 AND sector = 'PRIVATE'",
    "not between": "places NOT BETWEEN 2 AND 3",
    **{f"within {each} brackets": _within(each, "a = 1") for each in (8, 16, 24, 32)},
    **{f"a fault within {each} brackets": _within(each, "a = 1 b") for each in (8, 12, 16, 20, 32)},
    **{
        f"{each} conditions, each in the one before": "(a = 1 AND " * each + "b = 1" + ")" * each
        for each in (8, 16, 32)
    },
    "32 CASEI in each other": "CASEI(" * 32 + "a" + ")" * 32 + " = 'x'",
    "100 conditions": " AND ".join(["a = 1"] * 100),
    "a command after a filter": "a = 1; drop table x",
    "no filter": "",
    "2,000 brackets": "(" * 2_000,
    "20,000 conditions": " AND ".join(["a = 1"] * 20_000),
}


def main() -> int:
    """Read each filter with both, and print a table."""
    theirs = _interpreter()
    rows = [[name, outcome(theirs, THEIRS, text), outcome(sys.executable, OWN, text)] for name, text in FILTERS.items()]
    sys.stdout.write(f"{table(['filter', f'cql2 {PACKAGE}', 'own reader'], rows)}\n")
    return 0


def outcome(python: str, reader: str, text: str) -> str:
    """What became of reading a filter."""
    command = [python, "-c", READ.format(reader=reader)]
    try:
        ran = subprocess.run(  # noqa: S603 - a text of this module
            command, input=text, capture_output=True, text=True, check=False, timeout=TIME_S
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {TIME_S:.0f} s"
    return f"the process ended with {ran.returncode}" if ran.returncode else ran.stdout.strip()[:160].replace("|", "")


def _interpreter() -> str:
    """The interpreter of a place of the package's own. Raises: SetupError."""
    place = Path(sys.prefix) / f"cql2-{PACKAGE}"
    python = str(place / "bin" / "python")
    if not place.exists():
        fetch = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", f"cql2=={PACKAGE}"]
        for command in ([sys.executable, "-m", "venv", str(place)], fetch):
            if subprocess.run(command, check=False).returncode != 0:  # noqa: S603
                raise SetupError("cql2 could not be fetched.")
    return python


if __name__ == "__main__":
    sys.exit(main())
