"""What a document may ask: tokens, fields, aliases, levels, each counted in linear time before validation runs.

Validation compares every field with every other of the same name, so a document has to be of bounded size before it.
A fragment is measured once, however often it is spread: a short document can stand for more fields than atoms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSyntaxError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableDefinitionNode,
    parse,
)
from graphql.language.ast import QUERY_DOCUMENT_KEYS

from register.errors import InvalidRequest, TooComplex
from register.requests.graphql.input_sizes import check_literal
from register.requests.graphql.value_faults import called, variable
from register.settings import Settings

MAX_OPERATIONS: Final = 5
MAX_DIRECTIVES_HERE: Final = 3
MAX_REPEATS: Final = 30

# Inline fragments and spreads add no level of data but levels of recursion here and in the validation rules.
NESTING_PER_LEVEL: Final = 3

# What to do about a limit, where it is not to ask for fewer rows.
HINTS: Final[Mapping[str, str]] = {
    "aliases": "Use fewer aliases, or split the document into several requests.",
    "depth": "Ask for fewer levels of fields, or begin further down, with inspections instead of homes for example.",
    "directives": "Use fewer directives.",
    "fields": "Ask for fewer fields, or split the document into several requests.",
    "fragments": "Define fewer fragments.",
    "introspection depth": "Ask for fewer levels of ofType and type.",
    "operations": "Send fewer operations in one document.",
    "roots": "Split the operation into several requests.",
    "tokens": "Split the document into several requests, and send lists of values as variables.",
}

_INTROSPECTION: Final = frozenset({"__schema", "__type"})
_NEVER_MEASURED: Final = frozenset({"description", "type", "type_condition", "name", "alias", "variable"})


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of selections with their fragments written out.

    top: fields at their own level; depth, introspection: levels of data and of introspection, the lowest field counted;
    nesting: levels of selection sets, fragments counted.
    """

    fields: int = 0
    aliases: int = 0
    top: int = 0
    depth: int = 0
    introspection: int = 0
    nesting: int = 0


NOTHING: Final = Measure()


def parse_document(text: str, settings: Settings) -> DocumentNode:
    """The document that the text holds; reading stops at the first token too many.

    Raises: InvalidRequest with line and column, TooComplex.
    """
    try:
        return parse(
            text,
            max_lexical_tokens=settings.max_tokens,
            max_comments=settings.max_tokens,
            max_source_length=settings.max_body_bytes,
        )
    except GraphQLSyntaxError as error:
        raise _syntax_refusal(error, settings) from None


def _syntax_refusal(error: GraphQLSyntaxError, settings: Settings) -> InvalidRequest | TooComplex:
    # graphql-core tells its limits from mistakes by these words only; a caller's text never begins a description.
    if error.description.startswith(("Document contains more than", "Source contains more than")):
        return _too_many("tokens", settings.max_tokens)
    if error.description.startswith("Document is nested too deeply"):
        return _too_many("depth", settings.max_depth)
    place = error.locations[0] if error.locations else None
    details = {"line": place.line, "column": place.column} if place else {}
    hint = "Look at this place for a bracket, a brace or a quotation mark that is missing or too many."
    return InvalidRequest("The document is not well-formed GraphQL.", **details | {"hint": hint})


def check_document(document: DocumentNode, settings: Settings) -> None:
    """Check that the document is small enough to be validated. Cycles of fragments are left to validation.

    Raises: TooComplex with the name and value of the first limit passed; BadInput for a literal that is too large;
    InvalidRequest for two fragments of one name.
    """
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fragments = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    _keep("operations", len(operations), MAX_OPERATIONS)
    _keep("fragments", len(fragments), settings.max_fragments)
    _check_nodes(document, settings)
    measured = measure_fragments(fragments)
    for measure in measured.values():
        _check_fragment(measure, settings)
    for operation in operations:
        _check_operation(measure_selections(operation.selection_set, measured), settings)


def _check_fragment(measure: Measure, settings: Settings) -> None:
    # Whether its levels are of data or of introspection shows only where it is spread.
    _keep("fields", measure.fields, settings.max_expanded_fields)
    _check_nesting(measure.nesting, settings)


def _check_operation(measure: Measure, settings: Settings) -> None:
    _keep("roots", measure.top, settings.max_roots)
    _keep("fields", measure.fields, settings.max_expanded_fields)
    _keep("aliases", measure.aliases, settings.max_aliases)
    _keep("depth", measure.depth, settings.max_depth)
    _keep("introspection depth", measure.introspection, settings.introspection_depth)
    _check_nesting(measure.nesting, settings)


def _check_nesting(nesting: int, settings: Settings) -> None:
    if nesting > NESTING_PER_LEVEL * max(settings.max_depth, settings.introspection_depth):
        raise _too_many("depth", settings.max_depth)


def _keep(limit: str, count: int, most: int) -> None:
    if count > most:
        raise _too_many(limit, most)


def _too_many(limit: str, most: int) -> TooComplex:
    message = f"The document exceeds the limit on {limit}: at most {most}."
    return TooComplex(message, limit=limit, max=most, hint=HINTS.get(limit, TooComplex.hint))


def measure_fragments(fragments: Iterable[FragmentDefinitionNode]) -> Mapping[str, Measure]:
    """The measure of each fragment by name, each taken once and after those that it spreads.

    A spread that closes a cycle counts nothing. Raises: InvalidRequest.
    """
    waiting: dict[str, FragmentDefinitionNode] = {}
    for fragment in fragments:
        if fragment.name.value in waiting:
            raise InvalidRequest("Two fragments have the same name.", hint="Give each fragment a name of its own.")
        waiting[fragment.name.value] = fragment
    measured: dict[str, Measure] = {}
    while waiting:
        _, first = waiting.popitem()
        _measure_with_parts(first, waiting, measured)
    return measured


def _measure_with_parts(
    fragment: FragmentDefinitionNode, waiting: dict[str, FragmentDefinitionNode], measured: dict[str, Measure]
) -> None:
    for name in dict.fromkeys(_spreads(fragment.selection_set)):
        if name in waiting:
            _measure_with_parts(waiting.pop(name), waiting, measured)
    measured[fragment.name.value] = measure_selections(fragment.selection_set, measured)


def _spreads(selection_set: SelectionSetNode) -> Iterator[str]:
    """The names of the fragments spread anywhere within."""
    open_sets = [selection_set]
    while open_sets:
        for selection in open_sets.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif inner := _selection_set(selection):
                open_sets.append(inner)


def measure_selections(selection_set: SelectionSetNode, measured: Mapping[str, Measure]) -> Measure:
    """The measure of the selections, fragments taken from those already measured."""
    parts = [_measure_selection(selection, measured) for selection in selection_set.selections]
    return Measure(
        fields=sum(part.fields for part in parts),
        aliases=sum(part.aliases for part in parts),
        top=sum(part.top for part in parts),
        depth=max((part.depth for part in parts), default=0),
        introspection=max((part.introspection for part in parts), default=0),
        nesting=1 + max((part.nesting for part in parts), default=0),
    )


def _measure_selection(selection: SelectionNode, measured: Mapping[str, Measure]) -> Measure:
    if isinstance(selection, FragmentSpreadNode):
        return measured.get(selection.name.value, NOTHING)
    inner_set = _selection_set(selection)
    inner = measure_selections(inner_set, measured) if inner_set else NOTHING
    return _field_with(selection, inner) if isinstance(selection, FieldNode) else inner


def _field_with(field: FieldNode, inner: Measure) -> Measure:
    if field.name.value in _INTROSPECTION:
        depth, introspection = 0, 1 + max(inner.depth, inner.introspection)
    else:
        depth, introspection = 1 + inner.depth, 1 + inner.introspection if inner.introspection else 0
    return Measure(
        fields=1 + inner.fields,
        aliases=inner.aliases + (field.alias is not None),
        top=1,
        depth=depth,
        introspection=introspection,
        nesting=inner.nesting,
    )


def _selection_set(selection: SelectionNode) -> SelectionSetNode | None:
    return selection.selection_set if isinstance(selection, FieldNode | InlineFragmentNode) else None


def _check_nodes(document: DocumentNode, settings: Settings) -> None:
    """Directives, literals and repeated fields, each node of the document seen once."""
    directives = repeats = 0
    for node, nesting in _nodes(document):
        _check_nesting(nesting, settings)
        here = len(getattr(node, "directives", None) or ())
        _keep("directives", here, MAX_DIRECTIVES_HERE)
        directives += here
        _keep("directives", directives, settings.max_directives)
        if literal := _literal(node):
            check_literal(*literal, settings)
        if not isinstance(node, InlineFragmentNode) and (inner := getattr(node, "selection_set", None)):
            repeats += _repeats(inner)
            _check_repeats(repeats)


def _check_repeats(repeats: int) -> None:
    # Validation compares each field with each of its namesakes, and what stands below them in the same way.
    if repeats > MAX_REPEATS:
        message = f"The document repeats fields more than {MAX_REPEATS} times."
        raise TooComplex(message, limit="fields", max=MAX_REPEATS)


def _nodes(document: DocumentNode) -> Iterator[tuple[Node, int]]:
    """Every node with the number of selection sets around it; without names, types and the parts of literals."""
    open_nodes: list[tuple[Node, int]] = [(document, 0)]
    while open_nodes:
        node, nesting = open_nodes.pop()
        yield node, nesting
        inside = nesting + isinstance(node, SelectionSetNode)
        for key in QUERY_DOCUMENT_KEYS[node.kind]:
            child = getattr(node, key, None)
            if child is None or key in _NEVER_MEASURED or isinstance(child, ValueNode):
                continue
            children = child if isinstance(child, tuple) else (child,)
            open_nodes.extend((part, inside) for part in children)


def _literal(node: Node) -> tuple[str, ValueNode] | None:
    """The value that a node holds, and the name of the argument or variable that it is the value of."""
    if isinstance(node, ArgumentNode):
        return called(node.name.value), node.value
    if isinstance(node, VariableDefinitionNode) and node.default_value:
        return variable(node.variable.name.value), node.default_value
    return None


def _repeats(selection_set: SelectionSetNode) -> int:
    """How many fields of one level have the response key of another.

    Fields in inline fragments are at the level of the fragment.
    """
    keys: list[str] = []
    open_sets = [selection_set]
    while open_sets:
        for selection in open_sets.pop().selections:
            if isinstance(selection, InlineFragmentNode):
                open_sets.append(selection.selection_set)
            elif isinstance(selection, FieldNode):
                keys.append((selection.alias or selection.name).value)
    return len(keys) - len(set(keys))
