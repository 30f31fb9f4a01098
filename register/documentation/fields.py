"""The fields of every type of the schema, and the closed lists that they take their values from."""

from collections.abc import Collection, Iterator

from graphql import GraphQLEnumType, GraphQLField, GraphQLInputObjectType, GraphQLObjectType, get_named_type

from register.catalogue import CATALOGUE, Entity
from register.documentation.markdown import code, table
from register.schema.assemble import graphql_schema
from register.schema.building.made_types import short_name
from register.vocabulary.closed_list import ClosedList

HEAD = ("field", "meaning", "value", "group", "filter", "order")
NEVER = "-"
# The lists that say how to ask, and so belong to no field.
ASKING = ("OrderField", "OrderDirection", "Dimension")


def documented_types() -> list[str]:
    """Every type that shows stored values: the entities, and the values that are made of several columns."""
    made = graphql_schema().type_map
    parts = [
        get_named_type(made[entity.name].fields[field].type).name  # type: ignore[attr-defined]
        for entity in CATALOGUE.values()
        for field in entity.structures
    ]
    return list(dict.fromkeys([*CATALOGUE, *parts]))


def fields_of(name: str) -> str:
    """The table of one type's fields: meaning, form, group, and whether it can be filtered and ordered by."""
    made = graphql_schema().type_map[name]
    assert isinstance(made, GraphQLObjectType)
    return table(HEAD, (_row(name, field, declared) for field, declared in made.fields.items()))


def closed_lists() -> str:
    """A table for each closed list, with what each of its values means."""
    return "\n\n".join(_list(made) for made in _lists())


def codes_of(listed: type[ClosedList]) -> str:
    """The table of one closed list, which need not be part of the schema."""
    return table(("value", "meaning"), ((code(each), each.description) for each in listed))


def _lists() -> Iterator[GraphQLEnumType]:
    for name, made in sorted(graphql_schema().type_map.items()):
        if isinstance(made, GraphQLEnumType) and not name.startswith("__") and not name.endswith(ASKING):
            yield made


def _list(made: GraphQLEnumType) -> str:
    rows = [(code(name), value.description or "") for name, value in made.values.items()]
    return f"#### {made.name}\n{made.description or ''}\n\n{table(('value', 'meaning'), rows)}"


def _row(name: str, field: str, declared: GraphQLField) -> tuple[str, ...]:
    entity = CATALOGUE.get(name)
    return (
        code(field),
        (declared.description or "").split(" Group: ")[0],
        _value(declared),
        _group(entity, field) if entity else NEVER,
        "yes" if field in _filters(name) else NEVER,
        "yes" if field in _orders(name) else NEVER,
    )


def _group(entity: Entity, field: str) -> str:
    if field in entity.columns:
        return entity.columns[field].group
    if field in entity.structures:
        return next(iter(entity.structures[field].columns.values())).group
    return CATALOGUE[entity.relations[field].to].group if field in entity.relations else NEVER


def _value(declared: GraphQLField) -> str:
    named = get_named_type(declared.type)
    written = code(str(declared.type))
    return f"[{written}](#{named.name.lower()})" if isinstance(named, GraphQLEnumType) else written


def _filters(name: str) -> Collection[str]:
    asked = graphql_schema().type_map.get(f"{short_name(name)}Filter")
    return asked.fields if isinstance(asked, GraphQLInputObjectType) else ()


def _orders(name: str) -> Collection[str]:
    asked = graphql_schema().type_map.get(f"{short_name(name)}OrderField")
    return [each.value for each in asked.values.values()] if isinstance(asked, GraphQLEnumType) else ()
