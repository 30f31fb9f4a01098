"""Which links of a subject a scope means: those of the caller's area, of areas under inspection, or of any area."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from register.open_types import BindParameter, Expression
from register.policy.authority import Reach
from register.sql.as_of import From
from register.tables.anchors import Links
from register.vocabulary import Scope

# The scopes that mean the links of the caller's own area; which links it has depends on what kind of area that is.
LINKED = frozenset({Scope.OWN_BOUNDARY, Scope.OWN_AUTHORITY, Scope.HOSTED})
# The scopes that mean links, be it some of them alone: of the caller's area, of areas under inspection, or of no area.
BY_LINKS = LINKED | {
    Scope.OWNED,
    Scope.OFFERED,
    Scope.INTEREST,
    Scope.CASE,
    Scope.LONG_MISSING,
    Scope.INSPECTED_AREA,
}

CALLER_AREA: BindParameter = sa.bindparam("caller_area", required=False, type_=sa.Text)
CALLER_ORGANISATION: BindParameter = sa.bindparam("caller_organisation", required=False, type_=sa.Text)
# What a person gave the caller, as the opening of the request found it.
OPENED_HOMES: BindParameter = sa.bindparam("opened_homes", required=False, type_=sa.ARRAY(sa.Uuid()))
INSPECTED_AREAS: BindParameter = sa.bindparam("inspected_areas", required=False, type_=sa.ARRAY(sa.Text))

Area = Callable[[Expression], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Whose:
    """Some links of a subject: those of an area, or of any, and of the kinds that scopes mean, or of every kind.

    by: the column of the links that says whose they are.
    """

    area: Area
    kinds: tuple[str, ...] = ()
    by: str = "area_code"

    def held(self, links: Links, rows: From) -> list[sa.ColumnElement[bool]]:
        """What these links must fulfil."""
        if not links.kinds:
            return [self.area(rows.c[self.by])]
        kinds = [sa.literal(kind, sa.Text, literal_execute=True) for kind in self.kinds]
        return [self.area(rows.c[self.by]), rows.c.how.in_(kinds)]


def links_meant(links: Links, scopes: frozenset[Scope]) -> list[Whose]:
    """The links that scopes mean, once for each area."""
    areas: dict[Area, set[str]] = {}
    for scope in sorted(scopes & BY_LINKS):
        area = AREAS.get(scope, own_area)
        if not links.kinds and scope in LINKED | {Scope.INSPECTED_AREA}:
            areas.setdefault(area, set())
        elif scope in links.kinds:
            areas.setdefault(area, set()).update(links.kinds[scope])
    return [Whose(area, tuple(sorted(kinds)), NAMED_BY.get(area, "area_code")) for area, kinds in areas.items()]


def own_area(area: Expression) -> sa.ColumnElement[bool]:
    """True on the caller's own area."""
    return area == CALLER_AREA


def inspected_area(area: Expression) -> sa.ColumnElement[bool]:
    """True on the areas that the caller inspects."""
    return area == sa.func.any(INSPECTED_AREAS)


def own_organisation(organisation: Expression) -> sa.ColumnElement[bool]:
    """True on the caller's own organisation."""
    return organisation == CALLER_ORGANISATION


def any_area(area: Expression) -> sa.ColumnElement[bool]:
    """True on every area, and on none: for links that name no area."""
    return sa.true()


AREAS: Mapping[Scope, Area] = {
    Scope.INSPECTED_AREA: inspected_area,
    Scope.CASE: own_organisation,
    Scope.LONG_MISSING: any_area,
}
# The column that says whose a link is, if it is not that of the area.
NAMED_BY: Mapping[Area, str] = {own_organisation: "organisation"}


def scoped_area(reach: Reach, code: Expression) -> sa.ColumnElement[bool]:
    """True if a reach holds the links of the area with this code."""
    if reach.everywhere:
        return sa.true()
    areas = dict.fromkeys(
        AREAS.get(scope, own_area) for scope in sorted(reach.scopes & (LINKED | {Scope.INSPECTED_AREA}))
    )
    return sa.or_(sa.false(), *(area(code) for area in areas))
