"""One record on a page: its facts, what belongs to it, what is withheld, and what the caller may do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.acts import Act, done_text, offered
from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.questions import Question, named, record_of
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.templates import withheld
from register.http.pages.visit import View, Visit
from register.http.pages.wording import whom_to_ask, why_withheld
from register.open_types import Value, Values
from register.policy.grants import may_send
from register.vocabulary import Agency

HINT: Final = "Look for it in the list."
TO_DO: Final = "What you can do"
Columns = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class RowAct:
    """A form about one row of a section. part: of its path, which the key of the row fills; applies: to which rows."""

    act: Act
    part: str
    applies: Callable[[Values], bool]


@dataclass(frozen=True, slots=True)
class Section:
    """A table of what belongs to a record.

    names: where its rows are, from the record down. acts: on each row. file: the word by which it is a file as well.
    """

    title: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    acts: tuple[RowAct, ...] = ()
    file: str = ""

    def titled(self, agency: Agency) -> tuple[Column, ...]:
        """Its columns for a kind of body: one more if that body can do something."""
        does = any(may_send(agency, each.act.command) for each in self.acts)
        return (*self.columns, Column(TO_DO, ())) if does else self.columns


@dataclass(frozen=True, eq=False)
class Record:
    """The page of a record.

    entity: the schema's name of the kind. none: what is said if there is none, or none for the caller. heading: where
    its title is; unnamed: the title of one without. back: the page that it is reached from. arrives: acts of other
    pages that lead to it.
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
    arrives: tuple[Act, ...] = ()

    async def view(self, visit: Visit) -> Response:
        """The page. Raises: NotFound, in the same words if the record is not for the caller."""
        found = await self.find(visit)
        return visit.page(
            "record.html",
            record=self,
            title=self._title(found),
            facts=[(column.title, cell_of(found, column)) for column in self.facts],
            sections=[*self._sections(found, visit.caller.agency)],
            withheld_by=withheld_by(found),
            key=found[self.key],
            offered=offered(self.acts, visit.caller.agency, str(found[self.key])),
            done=done_text(self.every_act, visit.given.get("done")),
        )

    @property
    def files(self) -> Mapping[str, View]:
        """The sections that are files as well, by the word of their address."""
        return {f"{each.file}.csv": partial(self.file, each) for each in self.sections if each.file}

    async def file(self, section: Section, visit: Visit) -> Response:
        """A section as a file. Raises: NotFound."""
        rows: Value = await self.find(visit)
        for name in section.names:
            rows = rows.get(name) if rows else None
        texts = [[cell_of(row, column).text for column in section.columns] for row in rows or ()]
        return spreadsheet(section.file, [each.title for each in section.columns], texts)

    @property
    def every_act(self) -> tuple[Act, ...]:
        """What can be done on the page, and to the rows of its sections."""
        return (*self.acts, *(each.act for section in self.sections for each in section.acts), *self.arrives)

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

    def _sections(self, found: Values, agency: Agency) -> Iterator[tuple[Section, Columns, str, list[list[Cell]]]]:
        """Each section with its columns and rows, or with why there are none."""
        for section in self.sections:
            rows: Value = found
            why = withheld(found, section.names[0])
            for name in section.names:
                rows = rows.get(name) if rows else None
            columns = section.titled(agency)
            shown = [[cell_of(row, column) for column in section.columns] for row in rows or ()]
            if len(columns) > len(section.columns):
                key = str(found[self.key])
                shown = [
                    [*cells, _to_do(section, row, agency, key=key)] for cells, row in zip(shown, rows, strict=True)
                ]
            yield section, columns, f"Withheld: {why}" if why else "None recorded", shown


def _to_do(section: Section, row: Values, agency: Agency, *, key: str) -> Cell:
    """What a kind of body can do to a row, as a link."""
    for each in section.acts:
        if may_send(agency, each.act.command) and each.applies(row):
            path = each.act.path.replace(f"{{{each.part}}}", quote(str(row["id"]), safe=""))
            return Cell(each.act.title, replace(each.act, path=path).href(key))
    return Cell("Nothing")


def withheld_by(row: Values) -> Mapping[str, Mapping[str, object]]:
    """What is not shown of a row: for each reason, its words, the fields and whom to ask."""
    found: dict[str, list[str]] = {}
    for each in row.get("withheld", ()):
        found.setdefault(each["reason"], []).append(each["field"])
    return {
        reason: {"why": why_withheld(reason), "fields": fields, "ask": whom_to_ask(reason)}
        for reason, fields in found.items()
    }
