"""Lists: a page at a time, with filters in the address; and the same list as a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from starlette.responses import Response

from register.errors import BadInput
from register.http.pages.acts import Act, done_text, offered
from register.http.pages.addresses import chosen, with_query
from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.navigation import Place, may, places_for
from register.http.pages.questions import Question
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.visit import Visit
from register.open_types import Value, Values
from register.vocabulary import Caller, ChangeKind, Group, Use

PAGE: Final = 25
FILE_PAGE: Final = 1_000
MOST_PAGES: Final = 20


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list. options: what can be chosen; none for a text. is_switch: on, with its one option, or off."""

    name: str
    title: str
    options: tuple[str, ...] = ()
    hint: str = ""
    is_switch: bool = False


@dataclass(frozen=True, eq=False)
class Listing:
    """A list.

    name: what its operations begin with. row: what is selected of each row. asked_by: the variables of filters.
    extra: a template of what the page has beside the list, for those who may search by this group. acts: forms that add
    to it; links: other pages beside it, for those who may see them;
    arrives: forms of its rows that lead back to it; watches: the kinds of change that are
    reported to an open page as they happen; both: the variables of the list with what always leaves rows out of it, and
    without: it says that rows are left out only where the two have not as many.
    """

    path: str
    title: str
    name: str
    root: str
    row: str
    kinds: Mapping[str, str]
    columns: tuple[Column, ...]
    asked_by: Callable[[Mapping[str, str], Caller], Values]
    filters: tuple[Filter, ...] = ()
    about: str = ""
    extra: str = ""
    extra_group: Group = Group.REFERENCE
    counted: tuple[str, str] = ("record", "records")
    acts: tuple[Act, ...] = ()
    links: tuple[Place, ...] = ()
    arrives: tuple[Act, ...] = ()
    watches: tuple[ChangeKind, ...] = ()
    both: Callable[[Mapping[str, str], Caller], tuple[Values, Values]] | None = None

    @property
    def live(self) -> str:
        """Where changes of it are reported; nowhere if none are."""
        return f"{self.path}/live" if self.watches else ""

    @cached_property
    def question(self) -> Question:
        """What a page of it asks."""
        return Question(
            f"{self.name}Page",
            self.root,
            f"totalCount nodes {{ {self.row} }} pageInfo {{ hasNextPage endCursor }}",
            self.kinds,
        )

    @cached_property
    def file_question(self) -> Question:
        """What the file of it asks."""
        return Question(
            f"{self.name}File",
            self.root,
            f"nodes {{ {self.row} }} pageInfo {{ hasNextPage endCursor }}",
            self.kinds,
        )

    @cached_property
    def count_question(self) -> Question:
        """How many rows it has."""
        return Question(f"{self.name}Count", self.root, "totalCount", self.kinds)

    def chosen(self, given: Mapping[str, str]) -> dict[str, str]:
        """The filters of an address: what can be chosen, and what was typed."""
        found = chosen(given, (each.name for each in self.filters))
        options = {each.name: each.options for each in self.filters}
        return {name: value for name, value in found.items() if not options[name] or value in options[name]}

    def cells(self, rows: list[Values]) -> list[list[Cell]]:
        """The rows as they are shown."""
        return [[cell_of(row, column) for column in self.columns] for row in rows]

    async def page(self, visit: Visit) -> Response:
        """A page of the list."""
        filters = self.chosen(visit.given)
        asked = self.asked_by(filters, visit.caller)
        told = await visit.ask(self.question, first=PAGE, after=visit.given.get("after") or None, **asked)
        page = told.data.get(self.root)
        cursor = page["pageInfo"]["endCursor"] if page and page["pageInfo"]["hasNextPage"] else None
        at = f"{visit.root}{self.path}"
        return visit.page(
            "list.html",
            listing=self,
            extra=self.extra if may(visit.caller.agency, self.extra_group, Use.MATCH) else "",
            page=page,
            rows=self.cells(page["nodes"]) if page else [],
            told=told,
            leaves_out=bool(
                page and told.narrowed and await self._leaves_out(visit, filters, asked=asked, total=page["totalCount"])
            ),
            filters=filters,
            next=with_query(at, filters.items(), after=cursor) if cursor else None,
            first=with_query(at, filters.items()) if visit.given.get("after") else None,
            file=with_query(f"{at}.csv", filters.items()),
            query=with_query("", filters.items()),
            offered=offered(self.acts, visit.caller, ""),
            beside=places_for(visit.caller.agency, self.links),
            done=done_text((*self.acts, *self.arrives), visit.given.get("done")),
        )

    async def _leaves_out(self, visit: Visit, filters: Mapping[str, str], *, asked: Values, total: int) -> bool:
        """True if a list that may leave rows out does: rows that the caller sees in another order.

        asked: the variables of the page; total: how many rows it counted.
        """
        if self.both is None:
            return True
        with_it, without = self.both(filters, visit.caller)
        seen = total if with_it == asked else await self._count(visit, with_it)
        return bool(seen != await self._count(visit, without))

    async def _count(self, visit: Visit, asked: Values) -> Value:
        found = (await visit.ask(self.count_question, **asked)).data.get(self.root)
        return found and found["totalCount"]

    async def file(self, visit: Visit) -> Response:
        """The whole list as a file. Raises: BadInput if it was refused."""
        asked = self.asked_by(self.chosen(visit.given), visit.caller)
        rows: list[Values] = []
        after = None
        for _ in range(MOST_PAGES):
            told = await visit.ask(self.file_question, first=FILE_PAGE, after=after, **asked)
            page = told.data.get(self.root)
            if page is None:
                raise BadInput(told.message(self.root), hint="Change the filters on the page.")
            rows += page["nodes"]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        name = self.path.strip("/").replace("/", "-")
        return spreadsheet(name, [each.title for each in self.columns], _texts(self.cells(rows)))


def _texts(cells: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in cells]
