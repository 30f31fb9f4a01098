"""The fields of a form: what the schema says of a command's input, as something to fill in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    is_required_input_field,
)

from register.catalogue import COMMANDS
from register.http.pages.wording import for_people, heading, label
from register.schema.assemble import graphql_schema

LONG_CHARACTERS: Final = 1_000
MOST_RADIOS: Final = 8
# What a description says to programs of a value that is not there.
NULLS: Final = re.compile(r"; null (?:if|while) [^.;]*")
# Every command takes these; a form has them without asking.
NOT_ASKED: Final = frozenset({"idempotencyKey", "dryRun"})
# A file brings its name with it.
NAME_OF_A_FILE: Final = frozenset({"name"})


class Control(StrEnum):
    """How a field is filled in."""

    RADIOS = "radios"
    SELECT = "select"
    CHECKBOXES = "checkboxes"
    DAY = "day"
    MOMENT = "moment"
    WHOLE = "whole"
    DECIMAL = "decimal"
    TRUTH = "truth"
    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    FILE = "file"


CONTROLS: Final = {
    "Date": Control.DAY,
    "DateTime": Control.MOMENT,
    "Int": Control.WHOLE,
    "Float": Control.DECIMAL,
    "Boolean": Control.TRUTH,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. path: where it is in the input; item: which of a list it belongs to, from 0.

    options: codes and their words.
    """

    name: str
    title: str
    hint: str
    control: Control
    is_required: bool
    options: tuple[tuple[str, str, str], ...] = ()
    path: tuple[str, ...] = ()
    item: int = 0

    @property
    def list(self) -> str | None:
        """The list of the input that it belongs to; None if it belongs to none."""
        return self.path[0] if len(self.path) > 1 else None


@lru_cache(maxsize=256)
def fields_of(command: str, fixed: frozenset[str]) -> tuple[Field, ...]:
    """The fields that a form of this command asks for. fixed: those that the page knows."""
    declared = COMMANDS[command]
    input_type = graphql_schema().type_map[f"{declared.title}Input"]
    assert isinstance(input_type, GraphQLInputObjectType)
    longest = {name: each.longest for name, each in declared.input.items()}
    known = fixed | NOT_ASKED | (NAME_OF_A_FILE if declared.file else frozenset())
    found = _fields(input_type, known, (), longest=longest)
    return tuple(replace(each, control=Control.FILE) if each.name == declared.file else each for each in found)


def _fields(
    of: GraphQLInputObjectType,
    left_out: frozenset[str],
    above: tuple[str, ...],
    *,
    longest: Mapping[str, int | None],
) -> Iterator[Field]:
    for name, declared in of.fields.items():
        if name in left_out:
            continue
        kind, is_list = _bare(declared.type)
        if isinstance(kind, GraphQLInputObjectType):
            yield from _fields(kind, frozenset(), (*above, name), longest={})
            continue
        path = (*above, name)
        control = _control(kind, longest.get(name) or 0, is_list=is_list)
        about, needed = for_people(NULLS.sub("", declared.description or "")), is_required_input_field(declared)
        yield Field(".".join(path), heading(name), about, control, needed, _options(kind), path)


def with_items(fields: tuple[Field, ...], counts: Mapping[str, int]) -> tuple[Field, ...]:
    """The fields of a form that has so many items of each list: the first as it is, the others with a number."""
    found: list[Field] = []
    for name, together in groupby(fields, lambda each: each.list):
        of_list = [*together]
        found += of_list
        for item in range(1, counts.get(name, 1) if name else 1):
            found += [replace(each, name=item_name(each.path, item), item=item) for each in of_list]
    return tuple(found)


def item_name(path: tuple[str, ...], item: int) -> str:
    """The name of a field of an item of a list: the second is counted as 2."""
    return ".".join(path if item == 0 else (path[0], str(item + 1), *path[1:]))


def _bare(kind: GraphQLInputType) -> tuple[GraphQLInputType, bool]:
    """The type without its wrappings, and if it is a list."""
    is_list = False
    while isinstance(kind, GraphQLNonNull | GraphQLList):
        is_list = is_list or isinstance(kind, GraphQLList)
        kind = kind.of_type
    return kind, is_list


def _options(kind: GraphQLInputType) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(kind, GraphQLEnumType):
        return ()
    return tuple((name, label(name), each.description or "") for name, each in kind.values.items())


def _control(kind: GraphQLInputType, longest: int, *, is_list: bool) -> Control:
    if isinstance(kind, GraphQLEnumType):
        if is_list:
            return Control.CHECKBOXES
        return Control.RADIOS if len(kind.values) <= MOST_RADIOS else Control.SELECT
    if is_list:
        return Control.LINES
    return CONTROLS.get(str(kind), Control.LONG if longest >= LONG_CHARACTERS else Control.TEXT)
