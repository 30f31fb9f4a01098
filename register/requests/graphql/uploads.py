"""Whole files in the input of a command: who may send one, and in which field."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from graphql import ObjectValueNode, VariableNode

from register.catalogue import COMMANDS
from register.policy.grants import may_send
from register.requests.graphql.document_places import root_fields
from register.requests.graphql.documents import Operation
from register.vocabulary import Agency


@lru_cache(maxsize=len(Agency))
def file_fields(agency: Agency) -> frozenset[str]:
    """The fields of a command's input in which this kind of body may send a whole file."""
    return frozenset(each.file for each in COMMANDS.values() if each.file and may_send(agency, each.name))


def without_files(
    variables: Mapping[str, object], fields: frozenset[str], operation: Operation
) -> Mapping[str, object]:
    """The variables of a command without its files: the length of the body was limited before it was read."""
    if not fields or operation.is_query:
        return variables
    emptied = dict(variables)
    for variable, field in _files(operation, fields):
        held = emptied.get(variable)
        if field is None and isinstance(held, str):
            emptied[variable] = ""
        elif isinstance(held, Mapping) and isinstance(held.get(field), str):
            emptied[variable] = {**held, field: ""}
    return emptied


def _files(operation: Operation, fields: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    """The variables that hold a file, and in which field of theirs; without one, the variable is the file."""
    for root in root_fields(operation.node.selection_set, operation.document.fragments):
        if root.name.value not in COMMANDS or COMMANDS[root.name.value].file not in fields:
            continue
        for argument in root.arguments or ():
            match argument.value:
                case VariableNode(name=name):
                    yield from ((name.value, field) for field in fields)
                case ObjectValueNode(fields=parts):
                    yield from (
                        (part.value.name.value, None)
                        for part in parts
                        if part.name.value in fields and isinstance(part.value, VariableNode)
                    )
