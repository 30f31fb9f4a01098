"""Why can I not see this? The answer of the policy about one field, and the matrix that it follows."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from register.http.pages.addresses import chosen, with_query
from register.http.pages.cells import Cell, Column
from register.http.pages.questions import Told
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.templates import day
from register.http.pages.visit import Visit
from register.http.pages.wording import whom_to_ask
from register.open_types import Values
from register.policy.grants import GRANTS, POLICY_VERSION, grants_of
from register.policy.grants.owners import OWNERS
from register.requests.graphql.execute import Asked
from register.vocabulary import BODIES, Agency

WHY: Final = (
    "query WhyPage($coordinate: String!{declared}) {{ viewer {{ explain(coordinate: $coordinate{given}) "
    "{{ outcome reason group basis scope line }} }} }}"
)
MATRIX: Final = "/oversight/matrix"
TITLES: Final = ("Group of fields", "Body", "May", "Where", "Law", "In force from")
SAID: Final[Mapping[str, str]] = {
    "ALLOWED": "You may see it",
    "WITHHELD": "It is withheld",
    "REFUSED": "You may not ask for it",
}


def asked_why(given: Mapping[str, str]) -> Asked:
    """The question about one field, of one record if there is a key."""
    with_key = "key" in given
    text = WHY.format(declared=", $key: String" if with_key else "", given=", key: $key" if with_key else "")
    return Asked(text, None, dict(given), reads_only=True)


async def why(visit: Visit) -> Response:
    """Why the caller may see a field, or may not."""
    given = chosen(visit.given, ("coordinate", "key"))
    told: Told | None = None
    if "coordinate" in given:
        told = await visit.tell(asked_why(given))
    viewer = told.data.get("viewer") if told else None
    found = viewer["explain"] if viewer else None
    return visit.page(
        "why.html",
        given=given,
        told=told,
        found=found,
        said=SAID.get(found["outcome"]) if found else None,
        ask=_ask(found) if found else "",
    )


def _ask(found: Values) -> str:
    """Whom to ask for what is not shown; nobody if it is."""
    keeper = next((OWNERS[group] for group in OWNERS if group.value == found["group"]), None)
    return whom_to_ask(found["reason"], keeper) if found["reason"] and keeper else ""


async def matrix(visit: Visit) -> Response:
    """The permission matrix, of one body or of all."""
    agency = _body(visit)
    return visit.page(
        "matrix.html",
        bodies=[(each.value, BODIES[each].name) for each in Agency],
        agency=agency,
        columns=[Column(title, ()) for title in TITLES],
        rows=[[*map(Cell, line)] for line in lines_of(agency)],
        version=POLICY_VERSION,
        file=with_query(f"{visit.root}{MATRIX}.csv", (), agency=agency.value if agency else "all"),
    )


async def matrix_file(visit: Visit) -> Response:
    """The same as a file."""
    return spreadsheet("matrix", TITLES, lines_of(_body(visit)))


def lines_of(agency: Agency | None) -> list[list[str]]:
    """The grants of a body, or of all, in words."""
    return [
        [
            each.group.value,
            BODIES[each.agency].name,
            ", ".join(each.uses),
            each.scope.value,
            each.basis.name,
            day(each.basis.in_force_from.isoformat()),
        ]
        for each in (grants_of(agency) if agency else GRANTS)
    ]


def _body(visit: Visit) -> Agency | None:
    name = visit.given.get("agency", visit.caller.agency.value)
    return Agency(name) if name in {each.value for each in Agency} else None
