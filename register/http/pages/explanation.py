"""Why can I not see this? The answer of the policy about one field, and the matrix that it follows."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from register.http.pages.addresses import chosen
from register.http.pages.questions import Told
from register.http.pages.visit import Visit
from register.policy.grants import GRANTS, POLICY_VERSION, grants_of
from register.requests.graphql.execute import Asked
from register.vocabulary import BODIES, Agency

WHY: Final = (
    "query WhyPage($coordinate: String!{declared}) {{ viewer {{ explain(coordinate: $coordinate{given}) "
    "{{ outcome reason group basis scope line }} }} }}"
)
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
    )


async def matrix(visit: Visit) -> Response:
    """The permission matrix, of one body or of all."""
    name = visit.given.get("agency", visit.caller.agency.value)
    agency = Agency(name) if name in {each.value for each in Agency} else None
    return visit.page(
        "matrix.html",
        bodies=[(each.value, BODIES[each].name) for each in Agency],
        agency=agency,
        grants=grants_of(agency) if agency else GRANTS,
        names={each: BODIES[each].name for each in Agency},
        version=POLICY_VERSION,
    )
