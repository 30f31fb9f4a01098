"""The plan of all that is held about one child: every field of its record and of what the record leads to."""

from collections.abc import Iterator
from dataclasses import replace

from graphql import FieldNode, OperationDefinitionNode, parse

from register.catalogue import CATALOGUE, Column, Entity, Relation
from register.plan.filters import equals
from register.plan.planner import Planner
from register.plan.read import Every, Face, Read, RootPlan, ShowRelation
from register.plan.selection import Selected
from register.rules.access_exemption import OTHER_PEOPLE
from register.tables import ANCHOR_OF
from register.tables.anchors import Of
from register.vocabulary import Group

ROOT = "subjectAccess"
MOST_ROWS = 1_000
# What says of the child nothing but how the register keeps it.
OF_THE_RECORD = frozenset({"version", "child_pseudonym"})
# What a record names and the answer shows by its code alone.
POINTED_AT = {"Area": "code", "Home": "urn"}
# The records of the same child that were merged into one. They keep the names and numbers that they were given.
MERGED, INTO = "mergedRecords", "mergedInto"


def plan_held(planner: Planner, selected: Selected) -> RootPlan:
    """The plan of subjectAccess, where its caller answers the child. Raises: BadInput."""
    within = planner.anew()
    assert within.schema.query_type is not None
    declared = within.schema.query_type.fields
    given, entity = within.arguments(selected, declared[ROOT]), CATALOGUE["Child"]
    own = Every((equals(entity.columns["id"], given["child"], within.slots),))
    whole = Selected(selected.key, (_whole(entity),))
    as_of = {"asOf": given["asOf"]}
    read = within.read(entity, whole, declared["child"], node=selected.key, one=True, given=as_of, where=own)
    below = f"{selected.key}.{MERGED}"
    merged = within.read(entity, whole, declared["child"], node=below, one=False, given={})
    return RootPlan(selected.key, ROOT, _answered(read, _answered(merged)), tuple(within.slots.made))


def _answered(read: Read, merged: Read | None = None) -> Read:
    """A read of what its caller answers the child about. merged: of the records that were merged into its own."""
    (face,) = read.faces
    into = read.entity.relations[INTO]
    back = Relation(MERGED, read.entity.name, into.child, into.parent, many=True, plain=True, matchable=False)
    more = () if merged is None else (ShowRelation(MERGED, back, merged),)
    return replace(read, faces=(Face((*face.shows, *more)),), within=Group.SUBJECT_ACCESS)


def told_columns(entity: Entity) -> Iterator[Column]:
    """The fields of a record that are shown, except those that are parts of a value."""
    yield from (column for column in entity.columns.values() if _is_told(column))


def pointers(entity: Entity) -> Iterator[Relation]:
    """What leads from a record to an area or a home."""
    return (each for each in entity.relations.values() if each.to in POINTED_AT and not each.many and not each.via)


def leads(entity: Entity, above: frozenset[str]) -> Iterator[Relation]:
    """What leads from a record to others of the same child. above: the types that led to this one."""
    for each in entity.relations.values():
        target = CATALOGUE[each.to]
        anchor = ANCHOR_OF[target.table]
        links = anchor.subject.links if isinstance(anchor, Of) else None
        # The records of children are those that links of several kinds lead to.
        is_held = links is not None and bool(links.kinds)
        if is_held and each.to not in above | {entity.name} and not each.latest:
            yield each


def _is_told(column: Column) -> bool:
    name = column.stored.name
    return name not in OF_THE_RECORD | OTHER_PEOPLE.get(column.table.name, frozenset())


def _whole(entity: Entity) -> FieldNode:
    (operation,) = parse(f"{{ child {_fields(entity, frozenset())} }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    (field,) = operation.selection_set.selections
    assert isinstance(field, FieldNode)
    return field


def _fields(entity: Entity, above: frozenset[str]) -> str:
    parts = [column.name for column in told_columns(entity)]
    parts += [f"{name} {{ {' '.join(each.columns)} }}" for name, each in entity.structures.items()]
    parts += [f"{each.name} {{ {POINTED_AT[each.to]} }}" for each in pointers(entity)]
    for each in leads(entity, above):
        below = _fields(CATALOGUE[each.to], above | {entity.name})
        is_page = each.many and not each.plain
        parts.append(f"{each.name}(first: {MOST_ROWS}) {{ nodes {below} }}" if is_page else f"{each.name} {below}")
    return f"{{ {' '.join(parts)} }}"
