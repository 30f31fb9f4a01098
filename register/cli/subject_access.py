"""The command that writes down what is held about one child, for the child or a person who asks on its behalf."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import orjson
import typer

from register.errors import SetupError
from register.maintenance.migrate import owner_engine
from register.maintenance.subject_access import Exemption, held_about, known_groups, log_access


def write_held(child: UUID, file: Path, *, at: datetime | None, exempt: Sequence[str], person: str) -> None:
    """Write a new file with all that is held about a child, and log that. Raises: SetupError."""
    exemptions = [_exemption(each, person) for each in exempt]
    engine = owner_engine().execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        held = held_about(connection, child, at or datetime.now(UTC), exemptions=exemptions)
        log_access(connection, held, person)
        with file.open("xb") as opened:
            opened.write(orjson.dumps(held, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS, default=str))
    typer.echo(f"{file}: {len(held['groups'])} groups, as recorded at {held['asRecordedAt']}, digest {held['digest']}")


def _exemption(given: str, person: str) -> Exemption:
    group, _, law = given.partition("=")
    if group not in known_groups():
        raise SetupError("Name a field group, or consultations, before the = of --exempt; policy matrix lists them.")
    if not law.strip():
        raise SetupError("Name the law that exempts it after the = of --exempt.")
    return Exemption(group, law.strip(), person)
