"""Commands that show what the register is: its schema, its policy; and keep the committed pages current."""

from dataclasses import dataclass
from pathlib import Path

import typer

from register.errors import SetupError
from register.policy.matrix import MATRIX, matrix, matrix_of
from register.schema.query import printed
from register.vocabulary import Agency

SDL = Path(__file__).resolve().parents[1] / "schema" / "schema.graphql"


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page and the file in which it is committed."""

    text: str
    file: Path


def schema_page() -> Page:
    """The schema in its definition language."""
    return Page(printed(), SDL)


def matrix_page() -> Page:
    """The permission matrix."""
    return Page(matrix(), MATRIX)


def policy_of(agency: Agency | None) -> str:
    """What one agency may do, or everything."""
    return matrix_of(agency) if agency else matrix()


def show_or_keep(page: Page, *, write: bool, check: bool) -> None:
    """Print a page, write it to its file, or hold it against its file. Raises: SetupError."""
    if write:
        page.file.write_text(page.text, encoding="utf-8")
    elif check:
        if not page.file.exists() or page.file.read_text(encoding="utf-8") != page.text:
            raise SetupError(f"{page.file.name} is not current: run make snapshot and read the difference.")
    else:
        typer.echo(page.text, nl=False)
