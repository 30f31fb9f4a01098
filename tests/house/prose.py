"""What the project says in words: descriptions, messages, docstrings and pages, each with its place."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphql import Source as Document
from graphql import TokenKind
from graphql.language import Lexer

from tests.house.sources import CHECKOUT, MODULES, Source

SCHEMA = "register/schema/schema.graphql"
PAGES = ("*.md", "docs/**/*.md", "register/**/*.md")
CODE = re.compile(r"^```.*?^```|^ {4}.*?$|`[^`\n]*`", re.M | re.S)
PARAGRAPH = re.compile(r"^(?=.*\S).*$(?:\n(?![ \t]*(?:[-|#]|\d+\. |$)).*$)*", re.M)
HELP = re.compile(r" ## (.+)$", re.M)


@dataclass(frozen=True)
class Text:
    """One text. file: below the checkout; line: where it begins, the first is 1; words: without line breaks."""

    file: str
    line: int
    words: str


def all_texts() -> Iterator[Text]:
    """Every text that a stranger may read: the schema's, the code's, the pages' and the help of make."""
    yield from schema_texts(SCHEMA, (CHECKOUT / SCHEMA).read_text(encoding="utf-8"))
    yield from code_texts(MODULES)
    for path in sorted(path for pattern in PAGES for path in CHECKOUT.glob(pattern)):
        yield from page_texts(path.relative_to(CHECKOUT).as_posix(), path.read_text(encoding="utf-8"))
    yield from help_texts("Makefile", (CHECKOUT / "Makefile").read_text(encoding="utf-8"))


def schema_texts(file: str, content: str) -> Iterator[Text]:
    """Every string of a schema: descriptions of types, fields, arguments and values, and reasons of deprecation."""
    lexer = Lexer(Document(content))
    while (token := lexer.advance()).kind != TokenKind.EOF:
        if token.kind in (TokenKind.STRING, TokenKind.BLOCK_STRING):
            yield _text(file, token.line, token.value or "")


def code_texts(sources: Iterable[Source]) -> Iterator[Text]:
    """Every string of more than one word: descriptions, messages, hints, help and docstrings."""
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
                yield _text(source.name, node.lineno, node.value)


def page_texts(file: str, content: str) -> Iterator[Text]:
    """Every paragraph, item of a list and row of a table, without code."""
    prose = CODE.sub(lambda code: "`code`" + "\n" * code[0].count("\n"), content)
    for found in PARAGRAPH.finditer(prose):
        yield _text(file, prose.count("\n", 0, found.start()) + 1, found[0])


def help_texts(file: str, content: str) -> Iterator[Text]:
    """What make says of each of its targets."""
    for found in HELP.finditer(content):
        yield _text(file, content.count("\n", 0, found.start()) + 1, found[1])


def _text(file: str, line: int, words: str) -> Text:
    return Text(file, line, " ".join(words.split()))
