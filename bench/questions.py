"""What is asked: the same homes of one force from the register, from PostGraphile and from PostgreSQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.load import Request
from register.vocabulary import Purpose

HERE = Path(__file__).parent

_OWN: Final = "urn kind sector registrationStatus registeredOn places shortBreaksOnly"
_HOME: Final = f"{_OWN} name postcode"
_JUDGED: Final = "helpedAndProtected leadersAndManagers"
_ASKED: Final = f"{_HOME} location {{ longitude latitude }} provider {{ reference name }} authority {{ code name }}"
_PEER_ASKED: Final = (
    f"{_OWN} identity: homeIdentityByHomeId {{ name }} place: mainPlaceByHomeId {{ postcode longitude latitude }}"
    " provider: providerByProviderId { reference name }"
    " authority: areaByAuthorityCode { code name }"
)
_INSPECTED: Final = f"number kind startedOn publishedOn overallExperiencesAndProgress {_JUDGED}"
_INSPECTIONS: Final = f" inspections(first: 10) {{ nodes {{ {_INSPECTED} }} }}"
_PEER_INSPECTIONS: Final = (
    " inspections: inspectionsByHomeId(first: 10, orderBy: [STARTED_ON_DESC, ROW_ID_DESC])"
    f" {{ nodes {{ {_INSPECTED} }} }}"
)


@dataclass(frozen=True)
class Question:
    """One question in three languages. asked, peer_asked: the fields of a home. script: for pgbench."""

    name: str
    asked: str
    peer_asked: str
    script: Path

    def to_register(self, token: str, area: str | None = None) -> Request:
        """The question to the register: about the given area, or the caller's own where none is given."""
        query = (
            "query Q($area: AreaInput!) { homes(area: $area, first: 1000)"
            f" {{ nodes {{ {self.asked} withheld {{ field reason }} }} }} }}"
        )
        caller = (f"Authorization: Bearer {token}", f"Register-Purpose: {Purpose.PREVENTION_ANALYSIS}")
        return post(query, {"area": {"code": area} if area else {"mine": True}}, caller)

    def to_peer(self, area: str) -> Request:
        """The question to PostGraphile, which knows no caller: always about a given area."""
        query = (
            "query Q($area: String!) { allHomeAreas(condition: { areaCode: $area }, first: 1000)"
            f" {{ nodes {{ home: homeByHomeId {{ {self.peer_asked} }} }} }} }}"
        )
        return post(query, {"area": area}, ())


QUESTIONS: Final[Sequence[Question]] = (
    Question("homes", _ASKED, _PEER_ASKED, HERE / "homes.pgbench.sql"),
    Question(
        "homes and inspections",
        _ASKED + _INSPECTIONS,
        _PEER_ASKED + _PEER_INSPECTIONS,
        HERE / "inspections.pgbench.sql",
    ),
)


def post(query: str, variables: dict[str, object], headers: tuple[str, ...]) -> Request:
    """A GraphQL request. headers: lines beside those that say that it is JSON."""
    body = json.dumps({"query": query, "variables": variables})
    return Request((*headers, "Content-Type: application/json", "Accept: application/json"), body)
