"""What is wrong with the variables of a request: which of them, what belongs there, and the way out."""

from collections.abc import Iterator, Mapping
from itertools import islice

from graphql import GraphQLNonNull, GraphQLSchema, OperationDefinitionNode, is_input_type, type_from_ast

from register.requests.graphql.document_faults import BAD_VALUE, CORRECT_IT, MOST_ERRORS, told_fault
from register.requests.graphql.document_places import Place
from register.requests.graphql.value_faults import Decoded, ValueFault, faults_of, phrase_of, variable


def variable_faults(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    variables: Mapping[str, object],
    *,
    places: Mapping[str, Place],
) -> list[dict[str, object]]:
    """The first faults of variables that do not fit their declared types, each where its variable is declared."""
    found = list(islice(_faults(schema, operation, variables), MOST_ERRORS))
    first = next(name for name in places if name.startswith("$"))
    named = found or [(first, ValueFault(BAD_VALUE, CORRECT_IT))]
    return [told_fault(fault.message, fault.hint, [places[name]]) for name, fault in named]


def _faults(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, object]
) -> Iterator[tuple[str, ValueFault]]:
    for declared in operation.variable_definitions or ():
        name, kind = declared.variable.name.value, type_from_ast(schema, declared.type)
        assert is_input_type(kind)
        if name in variables:
            for fault in faults_of(kind, Decoded(variables[name]), variable(name)):
                yield f"${name}", fault
        elif isinstance(kind, GraphQLNonNull) and declared.default_value is None:
            hint = f"Send it in variables: {phrase_of(kind)}."
            yield f"${name}", ValueFault(f"{variable(name)} needs a value.", hint)
