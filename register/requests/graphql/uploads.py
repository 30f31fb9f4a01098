"""Whole files in the input of a command: who may send one, and in which field."""

from collections.abc import Mapping
from functools import lru_cache

from register.catalogue import COMMANDS
from register.policy.grants import may_send
from register.vocabulary import Agency


@lru_cache(maxsize=len(Agency))
def file_fields(agency: Agency) -> frozenset[str]:
    """The fields of a command's input in which this kind of body may send a whole file."""
    return frozenset(each.file for each in COMMANDS.values() if each.file and may_send(agency, each.name))


def without_files(variables: Mapping[str, object], fields: frozenset[str]) -> Mapping[str, object]:
    """The variables of a command without its files: the length of the body was limited before it was read."""
    given = variables.get("input")
    if not fields or not isinstance(given, Mapping):
        return variables
    emptied = {name: "" for name in fields if isinstance(given.get(name), str)}
    return {**variables, "input": {**given, **emptied}}
