"""Commands that show what the register is: its schema, its reference pages, and why a field is shown or not."""

import asyncio
import os
from pathlib import Path

from register.audit import Consultation
from register.cli.pages import SCHEMA, Page
from register.database.connections import open_pool
from register.documentation.blocks import BLOCKS
from register.documentation.markdown import filled, names_in
from register.errors import RegisterError, SetupError
from register.plan.coordinates import place_of
from register.policy.authority import authority_of
from register.policy.explain import explain_use
from register.resolvers.reads.explain import Question, explain
from register.schema.assemble import graphql_schema, printed
from register.settings import settings
from register.vocabulary import Caller

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def schema_page() -> Page:
    """The schema in its definition language."""
    return Page(printed(), SCHEMA)


def reference_pages() -> tuple[Page, ...]:
    """The reference pages, each with its marked parts as they should be. Raises: SetupError."""
    if not REFERENCE.is_dir():
        raise SetupError("The reference pages are part of the source. Run this command in a checkout.")
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(REFERENCE.glob("*.md"))}
    return tuple(Page(filled(text, BLOCKS), path) for path, text in pages.items() if names_in(text))


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
