"""Where the parts of a document that an answer may name are: the root fields and the variables of each operation."""

from collections.abc import Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    get_location,
)

# A line and a column, from 1.
Place = tuple[int, int]
Fragments = Mapping[str, FragmentDefinitionNode]


def places_of(document: DocumentNode) -> list[Mapping[str, Place]]:
    """For each operation of a valid document its places: of root fields by answer key, of variables by $name."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return [_places(each, fragments) for each in document.definitions if isinstance(each, OperationDefinitionNode)]


def _places(operation: OperationDefinitionNode, fragments: Fragments) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for field in root_fields(operation.selection_set, fragments):
        found.setdefault((field.alias or field.name).value, place_of(field))
    for definition in operation.variable_definitions or ():
        found[f"${definition.variable.name.value}"] = place_of(definition)
    return found


def root_fields(selected: SelectionSetNode, fragments: Fragments) -> Iterator[FieldNode]:
    """The fields at the root of an operation, those of its fragments included."""
    for part in selected.selections:
        match part:
            case FieldNode():
                yield part
            case InlineFragmentNode(selection_set=inner):
                yield from root_fields(inner, fragments)
            case FragmentSpreadNode(name=name):
                yield from root_fields(fragments[name.value].selection_set, fragments)


def place_of(node: Node) -> Place:
    """The line and the column at which a node of a document begins."""
    assert node.loc is not None
    place = get_location(node.loc.source, node.loc.start)
    return place.line, place.column
