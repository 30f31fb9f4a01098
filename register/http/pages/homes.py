"""Homes: the list, with its filters in the address, a page at a time; and the same list as a file."""

from collections.abc import Iterator, Mapping
from typing import Final

from starlette.responses import Response

from register.errors import BadInput
from register.http.pages.addresses import chosen, with_query
from register.http.pages.questions import Question, Told
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.visit import Visit
from register.open_types import Values
from register.vocabulary import HomeKind, RegistrationStatus, Sector

PAGE: Final = 25
FILE_PAGE: Final = 1_000
MOST_PAGES: Final = 20
ROW: Final = (
    "urn kind sector registrationStatus places name postcode authority { code name } force { name } "
    "currentJudgement { overallExperiencesAndProgress } withheld { field reason }"
)
KINDS: Final[Mapping[str, str]] = {
    "area": "AreaInput",
    "where": "HomeFilter",
    "status": "StatusChoice!",
    "first": "Int",
    "after": "String",
}
HOMES: Final = Question(
    "HomesPage", "homes", f"totalCount nodes {{ {ROW} }} pageInfo {{ hasNextPage endCursor }}", KINDS
)
HOMES_FILE: Final = Question("HomesFile", "homes", f"nodes {{ {ROW} }} pageInfo {{ hasNextPage endCursor }}", KINDS)
FILTERS: Final = ("area", "name", "town", "kind", "sector", "registration", "judgement", "status")
JUDGEMENTS: Final = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": tuple(each.name for each in HomeKind),
    "sector": tuple(each.name for each in Sector),
    "registration": tuple(each.name for each in RegistrationStatus),
    "judgement": JUDGEMENTS,
}
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "URN": ("urn",),
    "Name": ("name",),
    "Postcode": ("postcode",),
    "Kind": ("kind",),
    "Sector": ("sector",),
    "Registration": ("registrationStatus",),
    "Places": ("places",),
    "Authority": ("authority", "name"),
    "Force": ("force", "name"),
    "Judgement": ("currentJudgement", "overallExperiencesAndProgress"),
}


async def homes(visit: Visit) -> Response:
    """A page of the list."""
    filters = chosen(visit.given, FILTERS)
    told = await visit.ask(HOMES, first=PAGE, after=visit.given.get("after") or None, **asked_by(filters))
    page = told.data.get("homes")
    cursor = page["pageInfo"]["endCursor"] if page and page["pageInfo"]["hasNextPage"] else None
    return visit.page(
        "homes.html",
        page=page,
        told=told,
        filters=filters,
        choices=CHOICES,
        next=with_query(f"{visit.root}/homes", filters.items(), after=cursor) if cursor else None,
        first=with_query(f"{visit.root}/homes", filters.items()) if visit.given.get("after") else None,
        file=with_query(f"{visit.root}/homes.csv", filters.items()),
        has_area=visit.caller.area is not None,
    )


async def homes_csv(visit: Visit) -> Response:
    """The whole list as a file."""
    filters = chosen(visit.given, FILTERS)
    rows: list[Values] = []
    after = None
    for _ in range(MOST_PAGES):
        told = await visit.ask(HOMES_FILE, first=FILE_PAGE, after=after, **asked_by(filters))
        page = _page_of(told)
        rows += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    return spreadsheet("homes", COLUMNS, rows)


def _page_of(told: Told) -> Values:
    page: Values | None = told.data.get("homes")
    if page is None:
        raise BadInput(told.message("homes"), hint="Change the filters on the page.")
    return page


def asked_by(filters: Mapping[str, str]) -> Values:
    """The variables of the list with these filters."""
    where = [*_where(filters)]
    return {
        "area": _area(filters.get("area", "")),
        "where": {"and": where} if where else None,
        "status": "ALL" if filters.get("status") == "ALL" else None,
    }


def _area(given: str) -> Values | None:
    if not given:
        return None
    return {"mine": True} if given == "mine" else {"code": given.upper()}


def _where(filters: Mapping[str, str]) -> Iterator[Values]:
    if name := filters.get("name"):
        yield {"name": {"startsWith": name}}
    if town := filters.get("town"):
        yield {"town": {"startsWith": town}}
    for field, column in (("kind", "kind"), ("sector", "sector"), ("registration", "registrationStatus")):
        if filters.get(field) in CHOICES[field]:
            yield {column: {"eq": filters[field]}}
    if (judgement := filters.get("judgement")) in JUDGEMENTS:
        yield {"currentJudgement": {"overallExperiencesAndProgress": {"eq": judgement}}}
