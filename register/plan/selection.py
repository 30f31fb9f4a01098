"""What the caller selected, with fragments opened, fields of one key merged, and @skip and @include obeyed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)


@dataclass(frozen=True, slots=True)
class Selected:
    """The fields of the document that answer under one key."""

    key: str
    nodes: tuple[FieldNode, ...]

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.nodes[0].name.value

    @property
    def sets(self) -> tuple[SelectionSetNode, ...]:
        """The selections below it, to be merged."""
        return tuple(node.selection_set for node in self.nodes if node.selection_set)


def collect(
    sets: tuple[SelectionSetNode, ...],
    fragments: Mapping[str, FragmentDefinitionNode],
    flags: Mapping[str, object],
) -> tuple[Selected, ...]:
    """The fields of these selections, by answer key, in the order in which each key is first met.

    flags: what @skip and @include read; of the variables of a request, their values or their shapes.
    """
    by_key: dict[str, list[FieldNode]] = {}
    for selections in sets:
        for node in _flatten(selections, fragments, flags, opened=set()):
            by_key.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
    return tuple(Selected(key, tuple(nodes)) for key, nodes in by_key.items())


def _flatten(
    selections: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    flags: Mapping[str, object],
    *,
    opened: set[str],
) -> Iterator[FieldNode]:
    for node in selections.selections:
        if not _wanted(node.directives or (), flags):
            continue
        match node:
            case FieldNode():
                yield node
            case InlineFragmentNode():
                yield from _flatten(node.selection_set, fragments, flags, opened=opened)
            case FragmentSpreadNode() if node.name.value not in opened:
                opened.add(node.name.value)
                yield from _flatten(fragments[node.name.value].selection_set, fragments, flags, opened=opened)


def _wanted(directives: tuple[DirectiveNode, ...], flags: Mapping[str, object]) -> bool:
    for directive in directives:
        if directive.name.value not in ("skip", "include") or not directive.arguments:
            continue
        if _flag(directive.arguments[0].value, flags) is (directive.name.value == "skip"):
            return False
    return True


def _flag(node: ValueNode, flags: Mapping[str, object]) -> bool:
    if isinstance(node, VariableNode):
        return bool(flags[node.name.value])
    return isinstance(node, BooleanValueNode) and node.value
