"""GraphQL documents, made ready once: parsed, measured, validated, and their operations priced."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    parse,
)
from graphql.execution.values import get_variable_values

from register.errors import InvalidRequest
from register.requests.graphql.cost import Price, prepare_cost
from register.requests.graphql.document_faults import MOST_ERRORS, document_faults
from register.requests.graphql.document_limits import check_document, parse_document
from register.requests.graphql.document_places import Place, places_of
from register.requests.graphql.variable_faults import variable_faults
from register.resolvers.reads.memory import Memory
from register.settings import Settings

PART_OF_MEMORY = 4


class InvalidDocument(InvalidRequest):
    """The document is not valid against the schema. Details: none; errors lists every fault, with its place."""

    def __init__(self, faults: list[dict[str, object]]) -> None:
        super().__init__(str(faults[0]["message"]))
        self.faults = faults


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a valid document.

    places: where in the text its root fields are, by answer key, and its variables, by $name.
    """

    name: str | None
    node: OperationDefinitionNode
    document: "Document"
    price: Price
    places: Mapping[str, Place]

    @property
    def is_query(self) -> bool:
        """True if it reads and does not change."""
        return self.node.operation is OperationType.QUERY

    @property
    def is_subscription(self) -> bool:
        """True if it is answered again and again."""
        return self.node.operation is OperationType.SUBSCRIPTION

    def coerce(self, schema: GraphQLSchema, variables: Mapping[str, object]) -> Mapping[str, object]:
        """The variables as their declared types have them. Raises: InvalidDocument, without repeating a value."""
        found = get_variable_values(schema, self.node.variable_definitions or (), dict(variables), MOST_ERRORS, True)
        if isinstance(found, list):
            raise InvalidDocument(variable_faults(schema, self.node, variables, places=self.places))
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
            raise self._unnamed("Use operationName to say which operation to run.")
        chosen = next((operation for operation in self.operations if operation.name == name), None)
        if chosen is None:
            raise self._unnamed("The document has no operation with that name.")
        return chosen

    def _unnamed(self, words: str) -> InvalidRequest:
        names = ", ".join(operation.name or "one without a name" for operation in self.operations)
        refusal = InvalidRequest(words, hint=f"Send the name of one of its operations: {names}.")
        refusal.place = next(iter(self.operations[-1].places.values()), None)
        return refusal


class Documents:
    """The documents that were asked lately, ready to run; those that are refused are not kept."""

    def __init__(self, schema: GraphQLSchema, settings: Settings) -> None:
        self._schema = schema
        self._settings = settings
        self._kept: Memory[str, Document] = Memory(settings.remembered_bytes // PART_OF_MEMORY)

    @property
    def memory(self) -> Memory[str, Document]:
        """What is remembered of them."""
        return self._kept

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
        faults = document_faults(self._schema, node)
        if faults:
            raise InvalidDocument(faults)
        places = places_of(node)
        # Places in the text are two thirds of a document's memory: only those that an answer may name are kept.
        node = parse(text, no_location=True)
        fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
        made = Document(hashlib.sha256(text.encode()).hexdigest()[:16], node, fragments, [], len(text))
        operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
        for operation, found in zip(operations, places, strict=True):
            name = operation.name.value if operation.name else None
            price = prepare_cost(node, operation, self._schema)
            made.operations.append(Operation(name, operation, made, price, found))
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
