"""Splink over a DuckDB in memory, which reads and writes no file, loads nothing, and says nothing of what it holds.

Both come with the extra `linkage`. They are imported when a job asks for them, and so never by the server.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from register.errors import SetupError
from register.open_types import Value, Values

PACKAGES: Final = ("splink", "duckdb", "pyarrow")
# The order counts: where files lie cannot be set any more when they are closed, and nothing after the last.
BOUNDS: Final[Mapping[str, str]] = {
    "threads": "2",
    "memory_limit": "'512MB'",
    "temp_directory": "''",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}

Rows = Sequence[Mapping[str, str | None]]


def require_splink() -> None:
    """Refuse if the extra is not installed. Raises: SetupError."""
    if any(find_spec(each) is None for each in PACKAGES):
        raise SetupError("Records are compared by Splink: install register[linkage].")


@contextmanager
def linker_over(rows: Rows, settings: Values) -> Iterator[tuple[Value, Value]]:
    """A linker of Splink over rows of text, for a model in its own form, and its database.

    Raises: SetupError if Splink is not installed, or fails.
    """
    require_splink()
    # It logs its statements, and what a database says of a value that it cannot take.
    for talker in ("splink", "sqlglot"):
        logging.getLogger(talker).setLevel(logging.CRITICAL + 1)
    splink, connection = import_module("splink"), _connection()
    try:
        database = splink.DuckDBAPI(connection)
        yield splink.Linker(database.register(table_of(rows)), settings, log_level=None), database
    except Exception as fault:
        raise SetupError(f"Splink could not compare the records: {type(fault).__name__}.") from None
    finally:
        connection.close()


def predictions(rows: Rows, pairs: Sequence[tuple[str, str]], settings: Values) -> list[Values]:
    """What the model says of pairs of rows, each named by its `key`: the keys, every `gamma_`, `mw_`, and their sum.

    The names of the columns are Splink's own. Raises: SetupError if Splink fails.
    """
    asked = [{"join_key_l": one, "join_key_r": two, "match_key": "0"} for one, two in pairs]
    with linker_over(rows, settings) as (linker, database):
        linker.table_management.register_blocked_pairs_for_predict(database.register(table_of(asked)))
        found = linker.inference.predict(warning_mode="never").as_duckdbpyrelation()
        names = [each for each in found.columns if each.startswith(("key_", "gamma_", "mw_", "match_weight"))]
        return [dict(zip(names, row, strict=True)) for row in found.select(*names).fetchall()]


def table_of(rows: Rows) -> Value:
    """Rows as a table of Arrow: every column is text, whatever is missing in it."""
    arrow = import_module("pyarrow")
    return arrow.Table.from_pylist(rows, schema=arrow.schema([(name, arrow.string()) for name in rows[0]]))


def _connection() -> Value:
    made = import_module("duckdb").connect(":memory:")
    for name, value in BOUNDS.items():
        made.execute(f"set {name} = {value}")
    return made
