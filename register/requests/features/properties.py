"""The properties of features, derived from the catalogue: their names, where answers have them, how they compare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from register.catalogue import CATALOGUE, Column, Entity, Kind, Structure
from register.open_types import Values
from register.plan.filters import COMPARABLE
from register.plan.read import Compare

# What a map shows as the geometry, or what means nothing outside GraphQL.
NO_PROPERTY = frozenset({Kind.GEOJSON, Kind.OPAQUE, Kind.FIELDS, Kind.FAMILY})
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a feature.

    shown: the fields of GraphQL that lead to its value, from the row; matched: those of the filter that compare it.
    is_only_shown: true if callers may not compare it.
    """

    name: str
    shown: Path
    matched: Path
    column: Column
    is_only_shown: bool = False

    @property
    def compares(self) -> tuple[Compare, ...]:
        """The ways in which it may be compared."""
        return () if self.is_only_shown else COMPARABLE.get(self.column.kind, ())


def properties_of(
    entity: Entity, *, without: frozenset[str], joined: Mapping[str, tuple[str, ...]]
) -> tuple[Property, ...]:
    """Every property of an entity's features, each under a name of its own.

    without: fields that no map needs. joined: for a relation to one row, the fields of that row that are shown too.
    """
    found: dict[str, Property] = {}
    for each in (*_own(entity), *_parts(entity), *_joined(entity, joined)):
        if each.column.kind not in NO_PROPERTY and each.name not in without:
            found.setdefault(each.name, each)
    return tuple(found.values())


def withheld_names(properties: tuple[Property, ...], field: str) -> Iterator[str]:
    """The properties that a withheld field of the row leaves null."""
    return (each.name for each in properties if each.shown[0] == field)


def nested(compared: Property, comparison: Values) -> Values:
    """A comparison of a property as the filter of its row has it."""
    for name in reversed(compared.matched):
        comparison = {name: comparison}
    return comparison


def _own(entity: Entity) -> Iterator[Property]:
    return (Property(name, (name,), (name,), column) for name, column in entity.columns.items())


def parts_of(structure: Structure) -> Iterator[Property]:
    """The properties of a value of several columns."""
    for name, column in structure.columns.items():
        if column.kind not in NO_PROPERTY:
            yield Property(name, (structure.name, name), (name,), column)


def _parts(entity: Entity) -> Iterator[Property]:
    return (each for structure in entity.structures.values() for each in parts_of(structure))


def _joined(entity: Entity, joined: Mapping[str, tuple[str, ...]]) -> Iterator[Property]:
    for relation, names in joined.items():
        target = CATALOGUE[entity.relations[relation].to]
        for name in names:
            path = (relation, name)
            yield Property(f"{relation}{name[0].upper()}{name[1:]}", path, path, target.columns[name])
