"""The types of a tally, made of its declaration: its groups, what they are by, and how they are put in order."""

from collections.abc import Iterator
from datetime import date

import strawberry

from register.catalogue import Argument, Dimension, How, Kind, Measure, Tally
from register.open_types import MadeType, Resolver
from register.schema.building.arguments import AS_OF, STATUS, VALID_ON, filter_of, first, takes
from register.schema.building.connections import Narrowed
from register.schema.building.enums import Direction, OrderDirection, enum_of
from register.schema.building.inputs import AREA, BODY_AREA, LEAVES_OUT, READ_EVERYWHERE
from register.schema.building.made_types import constant, listed, object_type
from register.tables import ANCHOR_OF, HISTORY_OF
from register.tables.anchors import Of, subject_of
from register.vocabulary import ClosedList

TYPES: dict[How, MadeType] = {
    How.COUNT: int,
    How.DISTINCT: int,
    How.SUM: int | None,
    How.MEDIAN: float | None,
    How.P90: float | None,
}
NULL_KEY = "null if you did not group by it, or if the rows have no value."

Fields = dict[str, tuple[MadeType, str]]


def tally_types(tally: Tally, module: str) -> MadeType:
    """The type that the root field of a tally answers. module: in which it is declared."""
    about = f"What the {tally.entity.name} rows of a group have in common."
    key = object_type(f"{tally.title}Key", module, dict(_key_fields(tally)), about=about)
    row: Fields = {"key": (key, "What the rows have in common: a field for each dimension.")}
    row |= {each.name: (TYPES[each.how], _about(tally, each)) for each in tally.measures.values()}
    made = object_type(tally.row, module, row, about=f"One group of {tally.entity.name} rows, and what they come to.")
    whole: Fields = {
        "rows": (listed(made), "The groups. A group of no rows is left out, except if you group by nothing."),
        "has_more": (bool, "True if there are more groups than first. The rows of those are not shown here."),
        "narrowed": (
            Narrowed | None,
            "Set if rows are left out: because you may not read what you searched, grouped or added up, or because "
            "you named no registration status. null if none are.",
        ),
    }
    return object_type(tally.title, module, whole, about=f"{tally.entity.name} rows, counted and added up.")


def tally_arguments(tally: Tally) -> Resolver:
    """The arguments of the root field of a tally, lent to it."""
    by = enum_of(_dimensions(tally), about=f"What {tally.entity.name} rows can be grouped by.")
    taken = {
        "by": Argument(listed(by) | None, "What to group by: up to 3 fields. Leave it out for one group of all rows."),
        **({"area": AREA if _is_public_in_areas(tally) else BODY_AREA} if _is_in_areas(tally) else {}),
        **({"status": STATUS} if tally.entity.usual and tally.entity.usual.status else {}),
        "where": filter_of(tally.entity.name),
        "orderBy": Argument(
            listed(_order(tally)) | None,
            "The order of the groups; by what they have in common unless you ask for another order.",
        ),
        "first": first(),
        **({"asOf": AS_OF} if tally.entity.table in HISTORY_OF else {}),
        **({"validOn": VALID_ON} if len(tally.entity.table.info["in_force"] or ()) > 1 else {}),
    }
    return takes(**taken)


def _is_in_areas(tally: Tally) -> bool:
    """True if the rows are reached by links to areas, so that they are searched for by area."""
    return isinstance(ANCHOR_OF[tally.entity.table], Of)


def _is_public_in_areas(tally: Tally) -> bool:
    """True if the rows are of something that is public in an area, so that it is searched for on a map."""
    links = subject_of(ANCHOR_OF[tally.entity.table]).links
    return links is not None and links.areas is not None


def _key_fields(tally: Tally) -> Iterator[tuple[str, tuple[MadeType, str]]]:
    for each in tally.dimensions.values():
        yield each.name, (_value_type(each), f"{each.about} {NULL_KEY[0].upper()}{NULL_KEY[1:]}{_narrows(tally, each)}")
        if each.label is not None:
            yield each.labelled, (str | None, f"The name of {each.name}; {NULL_KEY}")


def _value_type(dimension: Dimension) -> MadeType:
    column = dimension.value.column
    if dimension.period is not None:
        return date | None
    return column.codes | None if column.codes else (bool if column.kind is Kind.BOOLEAN else str) | None


def _about(tally: Tally, measure: Measure) -> str:
    return f"{measure.about}{_narrows(tally, measure)}"


def _narrows(tally: Tally, each: Dimension | Measure) -> str:
    """What a field says if it leaves rows out for a caller who may not read it everywhere."""
    tables = {term.column.group for term in each.terms}
    return "" if tables <= READ_EVERYWHERE else LEAVES_OUT


def _dimensions(tally: Tally) -> type[ClosedList]:
    members = {constant(each.name): (each.name, each.about) for each in tally.dimensions.values()}
    made: type[ClosedList] = ClosedList(f"{tally.title}Dimension", members)  # type: ignore[arg-type,assignment]
    return made


def _order(tally: Tally) -> MadeType:
    named = (*tally.measures, *tally.dimensions)
    members = {constant(each): (each, f"Orders by {each}.") for each in named}
    keys: MadeType = ClosedList(f"{tally.title}OrderField", members)  # type: ignore[arg-type]
    fields = enum_of(keys, about=f"The fields that the groups of {tally.name} can be ordered by.")
    body: dict[str, object] = {
        "__module__": __name__,
        "__annotations__": {"field": fields, "direction": OrderDirection},
        "field": strawberry.field(description="A number, or a field that you group by."),
        "direction": strawberry.field(default=Direction.ASC, description="Ascending or descending order."),
    }
    about = f"A field to order the groups of {tally.name} by, and the direction."
    return strawberry.input(type(f"{tally.title}Order", (), body), description=about)
