"""The list of homes."""

from collections.abc import Iterator, Mapping
from typing import Final

from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.open_types import Values
from register.vocabulary import Caller, Group, HomeKind, RegistrationStatus, Sector

JUDGEMENTS: Final = ("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE")
PLAIN: Final[Mapping[str, str]] = {"kind": "kind", "sector": "sector", "registration": "registrationStatus"}
BEGINS: Final = ("name", "town")


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    where = [*_where(filters)]
    return {
        "area": area_of(filters.get("area", "")),
        "where": {"and": where} if where else None,
        "status": filters.get("status"),
    }


def area_of(given: str) -> Values | None:
    """An area as it was typed: mine, or a code."""
    if not given:
        return None
    return {"mine": True} if given.lower() == "mine" else {"code": given.upper()}


def _where(filters: Mapping[str, str]) -> Iterator[Values]:
    for name in BEGINS:
        if text := filters.get(name):
            yield {name: {"startsWith": text}}
    for name, column in PLAIN.items():
        if code := filters.get(name):
            yield {column: {"eq": code}}
    if judgement := filters.get("judgement"):
        yield {"currentJudgement": {"overallExperiencesAndProgress": {"eq": judgement}}}


HOMES: Final = Listing(
    path="/homes",
    title="Homes",
    name="Homes",
    root="homes",
    row="urn kind sector registrationStatus places name postcode authority { code name } force { name } "
    "currentJudgement { overallExperiencesAndProgress } withheld { field reason }",
    kinds={
        "area": "AreaInput",
        "where": "HomeFilter",
        "status": "StatusChoice!",
        "first": "Int",
        "after": "String",
    },
    columns=(
        Column("URN", ("urn",), leads=("/homes/", ("urn",))),
        Column("Name", ("name",)),
        Column("Postcode", ("postcode",)),
        Column("Kind", ("kind",)),
        Column("Places", ("places",)),
        Column("Sector", ("sector",)),
        Column("Authority", ("authority", "name")),
        Column("Force", ("force", "name")),
        Column("Registration", ("registrationStatus",)),
        Column("Judgement", ("currentJudgement", "overallExperiencesAndProgress"), empty="Not judged"),
    ),
    asked_by=_asked_by,
    filters=(
        Filter("name", "Name begins with"),
        Filter("town", "Town begins with"),
        Filter("area", "Area", hint="mine, or the ONS code of a force, an authority or a region"),
        Filter("kind", "Kind", tuple(each.name for each in HomeKind)),
        Filter("sector", "Sector", tuple(each.name for each in Sector)),
        Filter("registration", "Registration", tuple(each.name for each in RegistrationStatus)),
        Filter("judgement", "Judgement", JUDGEMENTS),
        Filter("status", "Also homes that are not registered now", ("ALL",), is_switch=True),
    ),
    extra="homes_map.html",
    extra_group=Group.HOME_LOCATION,
    counted=("home", "homes"),
)
