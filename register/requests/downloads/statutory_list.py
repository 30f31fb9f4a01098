"""The statutory list: the children's homes of a body's area, or all, as the register had them when a month began.

It is read from the history of the register, so that it stays as it was, whatever is changed or corrected later.
Source: the list that regulation 7 of SI 2010/2130 has Ofsted give to local authorities and the police.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from register.errors import NotFound
from register.open_types import Value, Values
from register.policy.grants import POLICY_VERSION
from register.requests.features.answer import told_of
from register.requests.graphql.execute import Asked, Executor
from register.vocabulary import BODIES, Caller

# Fixed: a list of years ago must not gain a column.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "URN": ("urn",),
    "Name": ("name",),
    "Kind": ("kind",),
    "Sector": ("sector",),
    "Status": ("registrationStatus",),
    "Registered on": ("registeredOn",),
    "Part of building": ("address", "saon"),
    "Building": ("address", "paon"),
    "Street": ("address", "street"),
    "Locality": ("address", "locality"),
    "Town": ("address", "town"),
    "Postcode": ("postcode",),
    "Telephone": ("contactTelephone",),
    "Places": ("places",),
    "Youngest age": ("ageMin",),
    "Oldest age": ("ageMax",),
    "Local authority": ("authority", "name"),
    "Police force": ("force", "name"),
    "Provider": ("provider", "name"),
}
WITHHELD: Final = "Withheld"
ROWS: Final = (
    "nodes { urn name kind sector registrationStatus registeredOn address { saon paon street locality town } postcode "
    "contactTelephone places ageMin ageMax authority { name } force { name } provider { name } "
    "withheld { field } } pageInfo { hasNextPage endCursor }"
)
PAGE: Final = 1_000
NAME: Final = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])", re.ASCII)
NO_LIST: Final = "There is no list of this month."


@dataclass(frozen=True, slots=True)
class StatutoryList:
    """The list of one month. rows: under the headings of COLUMNS and WITHHELD."""

    month: str
    at: datetime
    rows: Sequence[Sequence[Value]]

    @property
    def headings(self) -> tuple[str, ...]:
        """The first line."""
        return (*COLUMNS, WITHHELD)


def month_at(name: str, now: datetime) -> datetime:
    """When a month began, such as 2026-11, in UTC. Raises: NotFound if it is none, or has not begun."""
    found = NAME.fullmatch(name)
    if found is None:
        raise NotFound(NO_LIST, hint="Name a month such as 2026-11.")
    at = datetime(int(found["year"]), int(found["month"]), 1, tzinfo=UTC)
    if at > now:
        raise NotFound(NO_LIST, hint="A list is there from the first day of its month.")
    return at


def months_until(now: datetime, count: int) -> list[str]:
    """The names of the latest months, the present one first."""
    last = now.year * 12 + now.month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(last, last - count, -1)]


async def read_list(name: str, executor: Executor, caller: Caller, *, number: str, now: datetime) -> StatutoryList:
    """The list of a month for a caller's body. number: of the request, as the logs name it.

    Raises: NotFound, and every refusal of the query.
    """
    at = month_at(name, now)
    rows: list[Sequence[Value]] = []
    after: str | None = None
    while True:
        body = await executor.answer(_asked(caller, at, after), caller, number)
        page = told_of(body)["data"]["homes"]
        rows += [[*_cells(node)] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    if not rows:
        # A list without a home would say that there was none.
        raise NotFound("The register held no home for you when this month began.", hint="Ask for a later month.")
    return StatutoryList(name, at, rows)


def _asked(caller: Caller, at: datetime, after: str | None) -> Asked:
    has_area = BODIES[caller.agency].area_kind is not None
    area = "area: {mine: true}, " if has_area else ""
    text = (
        f"query StatutoryList($at: DateTime!, $on: Date!, $after: String) "
        f"{{ homes({area}asOf: $at, validOn: $on, first: {PAGE}, after: $after) {{ {ROWS} }} }}"
    )
    variables = {"at": at.isoformat(), "on": at.date().isoformat(), "after": after}
    return Asked(text, None, variables, reads_only=True)


def _cells(node: Values) -> Iterator[Value]:
    for path in COLUMNS.values():
        cell: Any = node
        for step in path:
            cell = None if cell is None else cell[step]
        yield cell
    yield ", ".join(sorted(each["field"] for each in node["withheld"]))


def about(made: StatutoryList, caller: Caller) -> Mapping[str, str]:
    """What a list says of itself."""
    body = " ".join(each for each in (caller.agency.value, caller.area, caller.organisation) if each)
    return {
        "List": "Children's homes that were registered or suspended",
        "As recorded at": f"{made.at:%Y-%m-%dT%H:%M:%SZ}",
        "For": body,
        "Homes": str(len(made.rows)),
        "Policy": POLICY_VERSION,
        WITHHELD: "Fields that the body may not see of the home; their cells are empty.",
    }
