"""Generated pages: printed, written to the file in which they are committed, or compared with it."""

from dataclasses import dataclass
from pathlib import Path

import typer

from register.errors import SetupError

# As it is committed and shipped; a check fails if it is not what the code makes.
SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "schema.graphql"


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page and the file in which it is committed."""

    text: str
    file: Path


def show_or_keep(page: Page, *, write: bool, check: bool) -> None:
    """Print a page, write it to its file, or compare it with its file. Raises: SetupError."""
    if write:
        page.file.write_text(page.text, encoding="utf-8")
    elif check:
        if not page.file.exists() or page.file.read_text(encoding="utf-8") != page.text:
            raise SetupError(f"{page.file.name} is out of date: run make snapshot and read the difference.")
    else:
        typer.echo(page.text, nl=False)
