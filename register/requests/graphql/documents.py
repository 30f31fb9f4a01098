"""GraphQL documents, made ready once: parsed, measured, validated, and their operations priced."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    DocumentNode,
    EnumValueNode,
    FloatValueNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    execute_sync,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from register.errors import InvalidRequest
from register.requests.graphql.cost import Price, prepare_cost
from register.requests.graphql.document_limits import check_document, parse_document
from register.resolvers.reads.memory import Memory
from register.settings import Settings

PART_OF_MEMORY = 4
LONGEST_MESSAGE = 200
MOST_ERRORS = 5
BAD_VARIABLES = "A variable is missing or does not match its declared type."
BAD_VALUE = "A value does not match its declared type."
# graphql-core repeats such a value in what it says of it.
WRITTEN_VALUES = (StringValueNode, IntValueNode, FloatValueNode, BooleanValueNode, EnumValueNode)


class InvalidDocument(InvalidRequest):
    """The document is not valid against the schema. Details: none; errors lists every fault, with its place."""

    def __init__(self, faults: list[dict[str, object]]) -> None:
        super().__init__(str(faults[0]["message"]))
        self.faults = faults


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a valid document."""

    name: str | None
    node: OperationDefinitionNode
    document: "Document"
    price: Price

    @property
    def is_query(self) -> bool:
        """True if it reads and does not change."""
        return self.node.operation is OperationType.QUERY

    @property
    def is_subscription(self) -> bool:
        """True if it is answered again and again."""
        return self.node.operation is OperationType.SUBSCRIPTION

    def coerce(self, schema: GraphQLSchema, variables: Mapping[str, object]) -> Mapping[str, object]:
        """The variables as their declared types have them. Raises: InvalidRequest, without repeating a value."""
        found = get_variable_values(schema, self.node.variable_definitions or (), dict(variables))
        if isinstance(found, list):
            raise InvalidRequest(BAD_VARIABLES)
        return found.coerced


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A valid document: its operations and its fragments.

    digest: what the access log knows it by; characters: how long its text is.
    """

    digest: str
    node: DocumentNode
    fragments: Mapping[str, FragmentDefinitionNode]
    operations: list[Operation]
    characters: int = 0

    def choose(self, name: str | None) -> Operation:
        """The operation that a request runs. Raises: InvalidRequest."""
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        if name is None:
            raise InvalidRequest("Use operationName to say which operation to run.")
        chosen = next((operation for operation in self.operations if operation.name == name), None)
        if chosen is None:
            raise InvalidRequest("The document has no operation with that name.")
        return chosen


class Documents:
    """The documents that were asked lately, ready to run; those that are refused are not kept."""

    def __init__(self, schema: GraphQLSchema, settings: Settings) -> None:
        self._schema = schema
        self._settings = settings
        self._kept: Memory[str, Document] = Memory(settings.remembered_bytes // PART_OF_MEMORY)

    def known(self, text: str) -> Document | None:
        """The document of this text, if it is remembered."""
        return self._kept.get(text)

    def ready(self, text: str) -> Document:
        """The document of this text. Raises: InvalidRequest, TooComplex."""
        return self.known(text) or self.keep(text, self.prepare(text))

    def keep(self, text: str, made: Document) -> Document:
        """Remember the document of this text. Returns the same document."""
        self._kept.keep(text, made)
        return made

    def prepare(self, text: str) -> Document:
        """The document of a text that is met for the first time. Raises: InvalidRequest, TooComplex."""
        node = parse_document(text, self._settings)
        check_document(node, self._settings)
        faults = validate(self._schema, node, max_errors=MOST_ERRORS, hide_suggestions=True)
        if faults:
            raise InvalidDocument([_told(fault) for fault in faults[:MOST_ERRORS]])
        # Only faults need their places in the text, which are two thirds of a document's memory.
        node = parse(text, no_location=True)
        fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
        made = Document(hashlib.sha256(text.encode()).hexdigest()[:16], node, fragments, [], len(text))
        for definition in node.definitions:
            if isinstance(definition, OperationDefinitionNode):
                name = definition.name.value if definition.name else None
                price = prepare_cost(node, definition, self._schema)
                made.operations.append(Operation(name, definition, made, price))
        return made


def introspect(schema: GraphQLSchema, operation: Operation, variables: Mapping[str, object]) -> dict[str, object]:
    """The answer to the introspection fields of an operation: graphql-core's own, since they read no data."""
    result = execute_sync(
        schema,
        operation.document.node,
        operation_name=operation.name,
        variable_values=dict(variables),
        field_resolver=lambda source, info: None,
    )
    return {key: value for key, value in (result.data or {}).items() if value is not None}


def _told(fault: GraphQLError) -> dict[str, object]:
    """A validation error as the caller reads it: the schema's names and places, never a given value."""
    message = fault.message
    # A scalar that cannot read its value names no place, and repeats the value.
    at_value = not fault.nodes or any(isinstance(node, WRITTEN_VALUES) for node in fault.nodes)
    if at_value or "found" in message.lower() or len(message) > LONGEST_MESSAGE:
        message = BAD_VALUE
    places = [{"line": place.line, "column": place.column} for place in fault.locations or ()]
    return {"message": message, "locations": places, "extensions": {"code": InvalidRequest.code}}
