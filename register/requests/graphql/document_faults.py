"""What is wrong with a document: graphql-core finds it; the caller learns the place and the way out.

The library's own words for a value repeat the value, and its words for a name do not say which names are known.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from graphql import (
    ArgumentNode,
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FieldsOnCorrectTypeRule,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    KnownArgumentNamesRule,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    KnownTypeNamesRule,
    LoneAnonymousOperationRule,
    NamedTypeNode,
    Node,
    NoUndefinedVariablesRule,
    NoUnusedFragmentsRule,
    NoUnusedVariablesRule,
    OverlappingFieldsCanBeMergedRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    UniqueInputFieldNamesRule,
    ValueNode,
    ValuesOfCorrectTypeRule,
    VariableDefinitionNode,
    VariablesInAllowedPositionRule,
    get_named_type,
    is_input_type,
    is_required_argument,
    specified_rules,
    validate,
)
from graphql.language.visitor import SKIP, VisitorAction
from graphql.utilities.validate_input_value import validate_input_literal

from register.errors import InvalidRequest
from register.requests.graphql.document_places import Place
from register.requests.graphql.value_faults import (
    Literal,
    ValueFault,
    called,
    closest_first,
    faults_of,
    one_of,
    phrase_of,
    variable,
)

MOST_ERRORS: Final = 5
MOST_TYPES: Final = 5
LONGEST_MESSAGE: Final = 200
NOT_VALID: Final = "The document does not match the schema."
CORRECT_IT: Final = "Correct the document at the place in locations."
BAD_VALUE: Final = "A value does not match its declared type."


class _Fields(FieldsOnCorrectTypeRule):
    def report_error(self, error: GraphQLError) -> None:
        """An unknown field, with those that its type has."""
        node, kind = _node_of(error), self.context.get_parent_type()
        assert isinstance(node, FieldNode)
        fields = getattr(kind, "fields", {})
        hint = f"Use {one_of(closest_first(node.name.value, fields))}."
        super().report_error(_fault(f"{kind} has no field {called(node.name.value)}.", hint, node))


class _Arguments(KnownArgumentNamesRule):
    def enter_argument(self, arg_node: ArgumentNode, *args: Any) -> None:
        """An unknown argument, with those that the field has."""
        context = self.context
        field = context.get_field_def()
        if context.get_argument() or not field or not context.get_parent_type():
            return
        known = closest_first(arg_node.name.value, field.args)
        hint = f"Use {one_of(known)}." if known else "Leave it out: this field has no arguments."
        message = f"{args[3][-1].name.value} has no argument {called(arg_node.name.value)}."
        self.report_error(_fault(message, hint, arg_node))


class _Types(KnownTypeNamesRule):
    def report_error(self, error: GraphQLError) -> None:
        """An unknown type, with those of the most similar names."""
        node, schema = _node_of(error), self.context.schema
        assert isinstance(node, NamedTypeNode)
        assert schema is not None
        known = [name for name in schema.type_map if not name.startswith("__")]
        hint = f"The most similar are {', '.join(closest_first(node.name.value, known)[:MOST_TYPES])}."
        super().report_error(_fault(f"The schema has no type {called(node.name.value)}.", hint, node))


class _Leaves(ScalarLeafsRule):
    def report_error(self, error: GraphQLError) -> None:
        """A field without its fields, or with some where it has none."""
        node, kind = _node_of(error), get_named_type(self.context.get_type())
        fields = getattr(kind, "fields", {})
        if fields and isinstance(node, FieldNode):
            message = f"{node.name.value} needs a list of the fields that you want, in braces."
            super().report_error(_fault(message, f"Its fields are {', '.join(fields)}.", node))
        else:
            super().report_error(_fault("A field that is a single value has no fields.", "Remove the braces.", node))


class _Required(ProvidedRequiredArgumentsRule):
    def leave_field(self, field_node: FieldNode, *_args: Any) -> VisitorAction:
        """An argument that is needed and was left out."""
        field = self.context.get_field_def()
        if not field:
            return SKIP
        sent = {argument.name.value for argument in field_node.arguments or ()}
        for name, declared in field.args.items():
            if name not in sent and is_required_argument(declared):
                message = f"{field_node.name.value} needs the argument {name}."
                self.report_error(_fault(message, f"Send {phrase_of(declared.type)}.", field_node))
        return None


class _Values(ValuesOfCorrectTypeRule):
    """The library decides whether a value is right; only the words for what is wrong are ours."""

    place = ""

    def enter_argument(self, node: ArgumentNode, *args: Any) -> None:
        """Remember which argument the next value belongs to."""
        self.place = f"{args[3][-1].name.value}.{node.name.value}"

    def enter_variable_definition(self, node: VariableDefinitionNode, *_args: Any) -> None:
        """Remember which variable the next value is the default of."""
        self.place = variable(node.variable.name.value)

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> VisitorAction:
        """Tell each fault of one value, at its place."""
        found: list[GraphQLError] = []
        if input_type is not None:
            validate_input_literal(node, input_type, lambda error, _path: found.append(error), None, None, True)
        if found and is_input_type(input_type):
            faults = list(islice(faults_of(input_type, Literal(node), self.place), MOST_ERRORS))
            for fault in faults or [ValueFault(BAD_VALUE, CORRECT_IT, node)]:
                self.report_error(_fault(fault.message, fault.hint, fault.node or node))
        return SKIP


def _hinted(rule: type[ASTValidationRule], hint: str) -> type[ASTValidationRule]:
    """The library's rule in its own words, which repeat no value, with a way out."""

    def report_error(self: ASTValidationRule, error: GraphQLError) -> None:
        rule.report_error(self, GraphQLError(error.message, error.nodes, extensions={"hint": hint}))

    return type(rule.__name__, (rule,), {"report_error": report_error})


HINTS: Final[Mapping[type[ASTValidationRule], str]] = {
    KnownDirectivesRule: "Use @skip or @include, on a field or a fragment.",
    KnownFragmentNamesRule: "Define the fragment in the same document, or remove its use.",
    LoneAnonymousOperationRule: "Name each operation, and say with operationName which one to run.",
    NoUndefinedVariablesRule: "Declare it with its type, such as query($urn: Urn!).",
    NoUnusedFragmentsRule: "Use the fragment, or remove it.",
    NoUnusedVariablesRule: "Use the variable, or remove it.",
    OverlappingFieldsCanBeMergedRule: "Give one of the fields an alias, such as others: homes.",
    UniqueInputFieldNamesRule: "Write each field of an object once; and: [...] joins two conditions on one field.",
    VariablesInAllowedPositionRule: "Declare the variable with the type that is expected.",
}
# Decision: refusals-name-the-known
OURS: Final[Mapping[type[ASTValidationRule], type[ASTValidationRule]]] = {
    FieldsOnCorrectTypeRule: _Fields,
    KnownArgumentNamesRule: _Arguments,
    KnownTypeNamesRule: _Types,
    ScalarLeafsRule: _Leaves,
    ProvidedRequiredArgumentsRule: _Required,
    ValuesOfCorrectTypeRule: _Values,
}
RULES: Final = tuple(_hinted(rule, HINTS[rule]) if rule in HINTS else OURS.get(rule, rule) for rule in specified_rules)


def document_faults(schema: GraphQLSchema, document: DocumentNode) -> list[dict[str, object]]:
    """The first faults of a document as its caller reads them; empty if it is valid."""
    found = validate(schema, document, RULES, max_errors=MOST_ERRORS, hide_suggestions=True)
    return [_told(fault) for fault in found[:MOST_ERRORS]]


def told_fault(message: str, hint: str, places: list[Place]) -> dict[str, object]:
    """A fault of a request as its caller reads it. places: lines and columns of the document."""
    return {
        "message": message,
        "locations": [{"line": line, "column": column} for line, column in places],
        "extensions": {"code": InvalidRequest.code, "hint": hint},
    }


def _node_of(error: GraphQLError) -> Node:
    assert error.nodes
    return error.nodes[0]


def _fault(message: str, hint: str, node: Any) -> GraphQLError:
    return GraphQLError(message, node, extensions={"hint": hint})


def _told(fault: GraphQLError) -> dict[str, object]:
    # The names of a document can be long; those of the schema are not.
    message = fault.message if len(fault.message) <= LONGEST_MESSAGE else NOT_VALID
    places = [(place.line, place.column) for place in fault.locations or ()]
    return told_fault(message, str((fault.extensions or {}).get("hint", CORRECT_IT)), places)
