"""One record on a page: its facts, what belongs to it, what is withheld, and what the caller may do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.acts import Act, done_text, offered
from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.questions import Question, named, record_of
from register.http.pages.templates import withheld
from register.http.pages.visit import Visit
from register.http.pages.wording import whom_to_ask, why_withheld
from register.open_types import Value, Values

HINT: Final = "Look for it in the list."


@dataclass(frozen=True, slots=True)
class Section:
    """A table of what belongs to a record. names: where its rows are, from the record down."""

    title: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, eq=False)
class Record:
    """The page of a record.

    entity: the schema's name of the kind. none: what is said if there is none, or none for the caller. heading: where
    its title is; unnamed: the title of one without. back: the page that it is reached from.
    """

    entity: str
    question: Question
    none: str
    caption: str
    heading: tuple[str, ...]
    unnamed: str
    back: tuple[str, str]
    facts: tuple[Column, ...]
    sections: tuple[Section, ...]
    acts: tuple[Act, ...] = ()
    key: str = "id"

    async def view(self, visit: Visit) -> Response:
        """The page. Raises: NotFound, in the same words if the record is not for the caller."""
        found = await self.find(visit)
        return visit.page(
            "record.html",
            record=self,
            title=self._title(found),
            facts=[(column.title, cell_of(found, column)) for column in self.facts],
            sections=[*self._sections(found)],
            withheld_by=withheld_by(found),
            key=found[self.key],
            offered=offered(self.acts, visit.caller.agency, str(found[self.key])),
            done=done_text(self.acts, visit.given.get("done")),
        )

    async def find(self, visit: Visit) -> Values:
        """The record that the address names. Raises: NotFound."""
        told = await visit.ask(self.question, **named(self.question, visit.part(self.key)))
        found = record_of(self.question, told)
        if found is None:
            raise NotFound(self.none, hint=HINT)
        return found

    def _title(self, found: Values) -> str:
        cell = cell_of(found, Column("", self.heading, empty=self.unnamed))
        return self.unnamed if cell.is_withheld else cell.text

    def _sections(self, found: Values) -> Iterator[tuple[Section, str, list[list[Cell]]]]:
        """Each section with its rows, or with why there are none."""
        for section in self.sections:
            rows: Value = found
            why = withheld(found, section.names[0])
            for name in section.names:
                rows = rows.get(name) if rows else None
            shown = [[cell_of(row, column) for column in section.columns] for row in rows or ()]
            yield section, f"Withheld: {why}" if why else "None recorded", shown


def withheld_by(row: Values) -> Mapping[str, Mapping[str, object]]:
    """What is not shown of a row: for each reason, its words, the fields and whom to ask."""
    found: dict[str, list[str]] = {}
    for each in row.get("withheld", ()):
        found.setdefault(each["reason"], []).append(each["field"])
    return {
        reason: {"why": why_withheld(reason), "fields": fields, "ask": whom_to_ask(reason)}
        for reason, fields in found.items()
    }
