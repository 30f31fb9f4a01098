"""What an operation costs, in rows that it asks for, known before any is read.

An object costs 1, a page its first times what one of its rows costs, a scalar nothing. A field may say more in its
extensions: register_cost is added for each row, register_cost_rows is how many rows a list without first is taken for.
A document is priced once into a function of the variables, and each fragment once for a set of variables.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    value_from_ast_untyped,
)
from graphql.utilities.coerce_input_value import coerce_default_value

from register.errors import TooComplex
from register.settings import Settings

DEFAULT_PAGE: Final = 100
DEFAULT_ROWS: Final = 5
TOTAL_COUNT_COST: Final = 10
SCALARS_PER_ROW: Final = 10
INTROSPECTION_COST: Final = 1_000

Price = Callable[[Mapping[str, object]], int]


class Amount(NamedTuple):
    """A price in two parts: what is paid once, and what is paid for each row of its page."""

    once: int
    per_row: int


NOTHING: Final = Amount(0, 0)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request may cost and does."""

    requested: int
    max: int


@dataclass(frozen=True, slots=True)
class _Run:
    """One pricing: the variables, and the fragments priced so far."""

    variables: Mapping[str, object]
    fragments: dict[str, Amount] = field(default_factory=dict)


# An amount that no variable can change is computed while the document is prepared.
_Term = Amount | Callable[[_Run], Amount]
_Number = int | Callable[[_Run], int]


def cost_of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    schema: GraphQLSchema,
    *,
    variables: Mapping[str, object],
    settings: Settings,
) -> Cost:
    """The cost of a valid operation with these variables. Raises: TooComplex."""
    return within_budget(prepare_cost(document, operation, schema)(variables), settings)


def within_budget(requested: int, settings: Settings) -> Cost:
    """The cost as the answer reports it. Raises: TooComplex if it is above the budget of one request."""
    if requested > settings.max_cost:
        message = f"The operation asks for more than {settings.max_cost} rows."
        raise TooComplex(message, limit="cost", max=settings.max_cost)
    return Cost(requested=requested, max=settings.max_cost)


def prepare_cost(document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema) -> Price:
    """The price of a valid operation as a function of its variables, as the caller sent them.

    An absent variable stands for its own default, then for the argument's.
    """
    root = schema.get_root_type(operation.operation)
    term = _Tariff(document, operation, schema).selections(operation.selection_set, root)
    if isinstance(term, Amount):
        fixed = term.once
        return lambda variables: fixed
    return lambda variables: term(_Run(variables)).once


class _Tariff:
    """Prices the parts of one operation."""

    def __init__(self, document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema) -> None:
        self.schema = schema
        definitions = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
        self.definitions = {definition.name.value: definition for definition in definitions}
        self.fragments: dict[str, _Term] = {}
        self.defaults = {
            definition.variable.name.value: value_from_ast_untyped(definition.default_value)
            for definition in operation.variable_definitions or ()
            if definition.default_value
        }

    def selections(self, selection_set: SelectionSetNode, parent: GraphQLNamedType | None) -> _Term:
        return _sum([self.selection(selection, parent) for selection in selection_set.selections])

    def selection(self, node: SelectionNode, parent: GraphQLNamedType | None) -> _Term:
        term: _Term = NOTHING
        match node:
            case FieldNode():
                term = self.field(node, parent)
            case FragmentSpreadNode():
                term = self.fragment(node.name.value)
            case InlineFragmentNode():
                within = self.schema.get_type(node.type_condition.name.value) if node.type_condition else parent
                term = self.selections(node.selection_set, within)
        return self.unless_skipped(term, node.directives or ())

    def fragment(self, name: str) -> _Term:
        if name not in self.fragments:
            definition = self.definitions[name]
            within = self.schema.get_type(definition.type_condition.name.value)
            self.fragments[name] = _once_a_run(name, self.selections(definition.selection_set, within))
        return self.fragments[name]

    def field(self, node: FieldNode, parent: GraphQLNamedType | None) -> _Term:
        name = node.name.value
        if name in {"__schema", "__type"}:
            return Amount(INTROSPECTION_COST, 0)
        if name == "__typename" or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return NOTHING
        definition = parent.fields[name]
        kind = get_named_type(definition.type)
        inner = self.selections(node.selection_set, kind) if node.selection_set else NOTHING
        rows = self.rows(node, definition, is_page=_is_page(kind))
        extra = definition.extensions.get("register_cost", TOTAL_COUNT_COST if name == "totalCount" else 0)
        if _is_page(parent) and is_list_type(get_nullable_type(definition.type)):
            return _map(inner, lambda amount: Amount(0, 1 + extra + amount.once))
        if self.is_edge(parent) and name == "node":
            return _map(inner, lambda amount: Amount(extra + amount.once, 0))
        if is_leaf_type(kind):
            return _multiply(rows, NOTHING, lambda count, _: Amount(extra - (-count // SCALARS_PER_ROW), 0))
        if _is_page(kind):
            return _multiply(rows, inner, lambda count, amount: Amount(extra + amount.once + count * amount.per_row, 0))
        return _multiply(rows, inner, lambda count, amount: Amount(count * (1 + extra + amount.once), 0))

    def rows(self, node: FieldNode, definition: GraphQLField, *, is_page: bool) -> _Number:
        """How many rows the field asks for: of objects or, if it is a list that takes first, of scalars."""
        if first := definition.args.get("first"):
            return self.first(node, first)
        if is_page:
            return DEFAULT_PAGE
        if is_leaf_type(get_named_type(definition.type)):
            return 0
        if is_list_type(get_nullable_type(definition.type)):
            rows: int = definition.extensions.get("register_cost_rows", DEFAULT_ROWS)
            return rows
        return 1

    def first(self, node: FieldNode, argument: GraphQLArgument) -> _Number:
        default = _whole(coerce_default_value(argument), DEFAULT_PAGE)
        given = next((given.value for given in node.arguments or () if given.name.value == "first"), None)
        if not isinstance(given, VariableNode):
            return _whole(value_from_ast_untyped(given), default) if given else default
        name, absent = given.name.value, self.defaults.get(given.name.value)
        return lambda run: _whole(run.variables.get(name, absent), default)

    def is_edge(self, parent: GraphQLNamedType) -> bool:
        return isinstance(parent, GraphQLObjectType) and {"cursor", "node"} <= parent.fields.keys()

    def unless_skipped(self, term: _Term, directives: Sequence[DirectiveNode]) -> _Term:
        for directive in directives:
            condition = next((given.value for given in directive.arguments or () if given.name.value == "if"), None)
            if condition and directive.name.value in {"skip", "include"}:
                term = self.where(condition, term, kept=directive.name.value == "include")
        return term

    def where(self, condition: ValueNode, term: _Term, *, kept: bool) -> _Term:
        """The term if the condition has the value kept; otherwise it costs nothing."""
        if not isinstance(condition, VariableNode):
            return NOTHING if value_from_ast_untyped(condition) is not kept else term
        name, absent = condition.name.value, self.defaults.get(condition.name.value)
        dropped = not kept

        def priced(run: _Run) -> Amount:
            if run.variables.get(name, absent) is dropped:
                return NOTHING
            return term if isinstance(term, Amount) else term(run)

        return priced


def _is_page(kind: GraphQLNamedType) -> bool:
    return isinstance(kind, GraphQLObjectType) and not {"pageInfo", "hasMore"}.isdisjoint(kind.fields)


def _whole(value: object, otherwise: int) -> int:
    """The value as GraphQL reads it for an Int, so that 5.0 is 5; the other if it is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    return max(0, int(value))


def _sum(terms: Sequence[_Term]) -> _Term:
    fixed = [term for term in terms if isinstance(term, Amount)]
    once, per_row = sum(amount.once for amount in fixed), sum(amount.per_row for amount in fixed)
    open_terms = [term for term in terms if not isinstance(term, Amount)]
    if not open_terms:
        return Amount(once, per_row)

    def total(run: _Run) -> Amount:
        amounts = [term(run) for term in open_terms]
        return Amount(once + sum(part.once for part in amounts), per_row + sum(part.per_row for part in amounts))

    return total


def _map(term: _Term, change: Callable[[Amount], Amount]) -> _Term:
    if isinstance(term, Amount):
        return change(term)
    return lambda run: change(term(run))


def _multiply(rows: _Number, term: _Term, price: Callable[[int, Amount], Amount]) -> _Term:
    if isinstance(rows, int):
        return _map(term, lambda amount: price(rows, amount))
    if isinstance(term, Amount):
        return lambda run: price(rows(run), term)
    return lambda run: price(rows(run), term(run))


def _once_a_run(name: str, term: _Term) -> _Term:
    if isinstance(term, Amount):
        return term

    def remembered(run: _Run) -> Amount:
        if name not in run.fragments:
            run.fragments[name] = term(run)
        return run.fragments[name]

    return remembered
