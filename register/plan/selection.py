"""What the caller selected, with fragments opened, fields of one key merged, and @skip and @include obeyed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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


# The one interface of the schema: a fragment on it is about every type that has an id.
NODE = "Node"


def collect(
    sets: tuple[SelectionSetNode, ...],
    fragments: Mapping[str, FragmentDefinitionNode],
    flags: Mapping[str, object],
    *,
    kind: str | None = None,
) -> tuple[Selected, ...]:
    """The fields of these selections, by answer key, in the order in which each key is first met.

    flags: what @skip and @include read; of the variables of a request, their values or their shapes.
    kind: the type of what is shown, where a fragment may be about another type.
    """
    by_key: dict[str, list[FieldNode]] = {}
    for selections in sets:
        for node in _Opening(fragments, flags, kind).fields(selections):
            by_key.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
    return tuple(Selected(key, tuple(nodes)) for key, nodes in by_key.items())


def named_types(
    sets: tuple[SelectionSetNode, ...],
    fragments: Mapping[str, FragmentDefinitionNode],
    flags: Mapping[str, object],
) -> frozenset[str]:
    """The types that fragments of these selections are about."""
    opening = _Opening(fragments, flags, None)
    for selections in sets:
        for _ in opening.fields(selections):
            pass
    return frozenset(opening.about - {NODE})


@dataclass
class _Opening:
    """The fields of selections, fragments opened. kind: as of collect(); about: the types of the fragments met."""

    fragments: Mapping[str, FragmentDefinitionNode]
    flags: Mapping[str, object]
    kind: str | None
    opened: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)

    def fields(self, selections: SelectionSetNode) -> Iterator[FieldNode]:
        """The fields, each fragment opened once."""
        for node in selections.selections:
            if not _wanted(node.directives or (), self.flags):
                continue
            match node:
                case FieldNode():
                    yield node
                case InlineFragmentNode(type_condition=condition):
                    if condition is None or self.is_about(condition.name.value):
                        yield from self.fields(node.selection_set)
                case FragmentSpreadNode() if node.name.value not in self.opened:
                    self.opened.add(node.name.value)
                    found = self.fragments[node.name.value]
                    if self.is_about(found.type_condition.name.value):
                        yield from self.fields(found.selection_set)

    def is_about(self, name: str) -> bool:
        """True if a fragment on this type is about what is shown."""
        self.about.add(name)
        return self.kind is None or name in (self.kind, NODE)


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
