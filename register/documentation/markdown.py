"""Tables in Markdown, and the marked parts of a page that are generated."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

BLOCK = re.compile(r"(<!-- generated: (?P<name>[A-Za-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with one line a row."""
    return "\n".join(_lines(head, rows))


def filled(page: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """A page with each of its marked parts written again. Raises: KeyError, for a mark that no block is named by."""
    return BLOCK.sub(lambda found: f"{found[1]}\n{blocks[found['name']]()}\n\n{found[3]}", page)


def names_in(page: str) -> list[str]:
    """The names of a page's marked parts, in their order."""
    return [found["name"] for found in BLOCK.finditer(page)]


def code(text: str) -> str:
    """A text in the type of code."""
    return f"`{text}`"


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from (_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
