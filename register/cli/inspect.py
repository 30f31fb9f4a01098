"""Commands that show what the register is: its schema, its policy; and keep the committed pages current."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

import typer

from register.audit import Consultation
from register.database.connections import open_pool
from register.documentation.blocks import BLOCKS
from register.documentation.markdown import filled, names_in
from register.errors import RegisterError, SetupError
from register.plan.coordinates import place_of
from register.policy.authority import authority_of
from register.policy.explain import explain_use
from register.policy.matrix import MATRIX, matrix, matrix_of
from register.resolvers.reads.explain import Question, explain
from register.schema.assemble import graphql_schema, printed
from register.settings import settings
from register.vocabulary import Agency, Caller

SDL = Path(__file__).resolve().parents[1] / "schema" / "schema.graphql"
REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


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


def reference_pages() -> tuple[Page, ...]:
    """The reference pages, each with its marked parts as they should be. Raises: SetupError."""
    if not REFERENCE.is_dir():
        raise SetupError("The reference pages are part of the source. Run this command in a checkout.")
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(REFERENCE.glob("*.md"))}
    return tuple(Page(filled(text, BLOCKS), path) for path, text in pages.items() if names_in(text))


def policy_of(agency: Agency | None) -> str:
    """What one agency may do, or everything."""
    return matrix_of(agency) if agency else matrix()


def explained(caller: Caller, coordinate: str, key: str | None) -> str:
    """One line that says what this caller may do with a part of the schema. Raises: SetupError."""
    try:
        question = Question("explained", coordinate, place_of(coordinate), key)
        return asyncio.run(_explained(caller, question))
    except RegisterError as refusal:
        raise SetupError(f"{refusal.message} {refusal.extensions.get('hint', '')}".strip()) from None


async def _explained(caller: Caller, question: Question) -> str:
    if question.row is None:
        authority = authority_of(caller.agency, [caller.today])
        return explain_use(question.coordinate, authority, question.place).line
    pool = await open_pool(settings())
    try:
        asked = Consultation(os.urandom(8).hex(), caller, "policy explain", question.coordinate)
        told = await explain(pool, settings(), graphql_schema(), asked=asked, questions=(question,))
    finally:
        await pool.close()
    return told[question.key].explanation.line


def show_or_keep(page: Page, *, write: bool, check: bool) -> None:
    """Print a page, write it to its file, or compare it with its file. Raises: SetupError."""
    if write:
        page.file.write_text(page.text, encoding="utf-8")
    elif check:
        if not page.file.exists() or page.file.read_text(encoding="utf-8") != page.text:
            raise SetupError(f"{page.file.name} is out of date: run make snapshot and read the difference.")
    else:
        typer.echo(page.text, nl=False)
