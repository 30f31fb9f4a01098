"""One record on a page: its facts, what belongs to it, what is withheld, and what the caller may do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from register.errors import NotFound
from register.http.pages.acts import Act, done_text, offered
from register.http.pages.addresses import with_query
from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.questions import Question, named, record_of
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.templates import withheld
from register.http.pages.visit import View, Visit
from register.http.pages.wording import whom_to_ask, why_withheld
from register.open_types import Value, Values
from register.policy.grants import may_send
from register.vocabulary import Agency, ChangeKind

HINT: Final = "Look for it in the list."
TO_DO: Final = "What you can do"
REFUSED: Final = "Your body cannot see this"
FACTS: Final = "Facts"
# The word by which a record is a file, and the titles of its columns.
WHOLE: Final = "record.csv"
TITLES: Final = ("Part", "Row", "Fact", "Value")
# The word of the address at which changes of a record are reported, and the one that names the records.
LIVE: Final = "live"
OPEN: Final = "record"
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

    def rows(self, found: Values) -> Sequence[Values]:
        """Its rows in a record."""
        rows: Value = found
        for name in self.names:
            rows = rows.get(name) if rows else None
        return rows or ()

    def titled(self, agency: Agency) -> tuple[Column, ...]:
        """Its columns for a kind of body: one more if that body can do something."""
        does = any(may_send(agency, each.act.command) for each in self.acts)
        return (*self.columns, Column(TO_DO, ())) if does else self.columns


@dataclass(frozen=True, eq=False)
class Record:
    """The page of a record.

    entity: the schema's name of the kind. none: what is said if there is none, or none for the caller. heading: where
    its title is; unnamed: the title of one without. back: the page that it is reached from. arrives: acts of other
    pages that lead to it. beside: further roots of its question, whose answers belong to it. hint: what to do if
    there is none. watches: the kinds of change that are reported to an open page as they happen; watched: gives the
    keys of the records of which they are, where the feed knows them by any.
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
    beside: tuple[str, ...] = ()
    hint: str = HINT
    watches: tuple[ChangeKind, ...] = ()
    watched: Callable[[Values], Iterator[str]] | None = None

    def live(self, found: Values, at: str) -> str:
        """Where changes of a record are reported; nowhere if none are. at: the address of its page."""
        of = [*self.watched(found)] if self.watched else []
        if not self.watches or (self.watched and not of):
            return ""
        return with_query(f"{at}/{LIVE}", [(OPEN, each) for each in of])

    async def view(self, visit: Visit) -> Response:
        """The page. Raises: NotFound, in the same words if the record is not for the caller."""
        found = await self.find(visit)
        return visit.page(
            "record.html",
            record=self,
            title=self._title(found),
            facts=[(column.title, cell_of(found, column)) for column in self.facts],
            sections=[*self.tables(found, visit.caller.agency)],
            withheld_by=withheld_by(found),
            key=found[self.key],
            live=self.live(found, f"{visit.root}{visit.at}"),
            offered=offered(self.acts, visit.caller, str(found[self.key]), found=found),
            done=done_text(self.every_act, visit.given.get("done")),
        )

    @property
    def files(self) -> Mapping[str, View]:
        """The record and the sections that are files as well, by the word of their address."""
        return {WHOLE: self.whole} | {
            f"{each.file}.csv": partial(self.file, each) for each in self.sections if each.file
        }

    async def file(self, section: Section, visit: Visit) -> Response:
        """A section as a file. Raises: NotFound."""
        rows = section.rows(await self.find(visit))
        texts = [[cell_of(row, column).text for column in section.columns] for row in rows]
        return spreadsheet(section.file, [each.title for each in section.columns], texts)

    async def whole(self, visit: Visit) -> Response:
        """All that the page shows of the record as a file: a line for each fact. Raises: NotFound."""
        return spreadsheet("record", TITLES, self.lines(await self.find(visit)))

    def lines(self, found: Values) -> Iterator[list[str]]:
        """What a record says, a line for each fact: the part of the page, the row in it, the fact and its value."""
        yield from ([FACTS, "1", column.title, cell_of(found, column).text] for column in self.facts)
        for section in self.sections:
            for number, row in enumerate(section.rows(found), 1):
                for column in section.columns:
                    yield [section.title, str(number), column.title, cell_of(row, column).text]

    @property
    def every_act(self) -> tuple[Act, ...]:
        """What can be done on the page, and to the rows of its sections."""
        return (*self.acts, *(each.act for section in self.sections for each in section.acts), *self.arrives)

    async def find(self, visit: Visit) -> Values:
        """The record that the address names. Raises: NotFound."""
        told = await visit.ask(self.question, **named(self.question, visit.part(self.key)))
        found = record_of(self.question, told)
        if found is None:
            raise NotFound(self.none, hint=self.hint)
        return {**found, **{root: told.data.get(root) for root in self.beside}}

    def _title(self, found: Values) -> str:
        cell = cell_of(found, Column("", self.heading, empty=self.unnamed))
        return self.unnamed if cell.is_withheld else cell.text

    def tables(self, found: Values, agency: Agency) -> Iterator[tuple[Section, Columns, str, list[list[Cell]]]]:
        """Each section with its columns and rows, or with why there are none."""
        for section in self.sections:
            rows = section.rows(found)
            columns = section.titled(agency)
            shown = [[cell_of(row, column) for column in section.columns] for row in rows]
            if len(columns) > len(section.columns):
                key = str(found[self.key])
                shown = [
                    [*cells, _to_do(section, row, agency, key=key)] for cells, row in zip(shown, rows, strict=True)
                ]
            yield section, columns, self._nothing(found, section.names[0]), shown

    def _nothing(self, found: Values, name: str) -> str:
        """What is said of a section without rows."""
        if why := withheld(found, name):
            return f"Withheld: {why}"
        return REFUSED if name in self.beside and found[name] is None else "None recorded"


def _to_do(section: Section, row: Values, agency: Agency, *, key: str) -> Cell:
    """What a kind of body can do to a row, as a link."""
    for each in section.acts:
        if may_send(agency, each.act.command) and each.applies(row):
            path = each.act.path.replace(f"{{{each.part}}}", quote(str(row["id"]), safe=""))
            return Cell(each.act.title, replace(each.act, path=path).href(key))
    return Cell("Nothing")


def key_of(found: Values) -> Iterator[str]:
    """The key of a record, by which the feed knows its changes."""
    yield str(found["id"])


def withheld_by(row: Values) -> list[Mapping[str, object]]:
    """What is not shown of a row: for each reason and keeper, the fields, the reason in words, and whom to ask."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in row.get("withheld", ()):
        found.setdefault((each["reason"], each["askBody"]), []).append(each["field"])
    return [
        {"fields": fields, "why": why_withheld(reason), "ask": whom_to_ask(reason, Agency[keeper])}
        for (reason, keeper), fields in found.items()
    ]
