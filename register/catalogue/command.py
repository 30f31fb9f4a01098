"""Commands: all that is declared of each, and the fields of its input."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import strawberry

from register.catalogue.declare import CATALOGUE
from register.catalogue.model import Column, Entity
from register.open_types import MadeField, MadeType, Resolver, TableColumn, Value
from register.vocabulary import Group


@dataclass(frozen=True, eq=False)
class Argument:
    """One argument of a field, or one field of an input: its type, its meaning and its default, if any.

    longest: the most characters of a text. column: the column that it writes, if it is a fact of an entity.
    """

    kind: MadeType
    about: str
    default: Value = strawberry.UNSET
    longest: int | None = None
    column: Column | None = None


@dataclass(frozen=True, eq=False)
class Target:
    """The record that a command is on.

    named_by: the field of its input that names the record; version: the one that says which version the caller knows.
    merged_into: the column that names the record it was merged into: a merged record takes no such command.
    """

    named_by: str
    version: str | None = None
    merged_into: TableColumn | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Command:
    """A root field of the API that changes the register: its declaration, without its rules and writes.

    entity: what its payload shows, in the payload's field named shown; key: the column that the outcome names it by.
    shown: None if the payload has another field instead, extra: its name, its type and its description.
    changes: the groups that it writes. The caller must be granted the right to change each of them.
    input: its own fields, without the key and the dry run that every command takes.
    target: the kind of record that it changes; None if it makes one. named_by: the field of its input that holds the
    key of what it makes or changes; None if the register makes that key.
    own_transaction: it commits its changes and its key in a transaction of its own, so that a key stays used.
    compares: it says itself what a dry run would change, although it has a transaction of its own.
    batchable: true if it may be part of a batch. file: the field of its input that holds a whole file.
    """

    name: str
    about: str
    entity: type
    shown: str | None
    key: str
    changes: frozenset[Group]
    input: Mapping[str, Argument]
    extra: tuple[str, MadeType, str] | None = None
    target: Target | None = None
    named_by: str | None = None
    own_transaction: bool = False
    compares: bool = False
    batchable: bool = False
    file: str | None = None

    def __post_init__(self) -> None:
        of_target = (self.target.named_by, self.target.version) if self.target else ()
        unknown = {self.named_by, self.file, *of_target} - {None, *self.input}
        if unknown:
            raise TypeError(f"{self.name} has no {', '.join(sorted(map(str, unknown)))} in its input")
        if (self.shown is None) == (self.extra is None):
            raise TypeError(f"{self.name} shows either what it changed or something else")
        if self.batchable and self.named_by is None:
            raise TypeError(f"{self.name} names nothing by which a batch could report its outcome")

    @property
    def title(self) -> str:
        """The name as its types begin with it."""
        return self.name[0].upper() + self.name[1:]

    @property
    def of(self) -> Entity:
        """The catalogue's entry of what it makes or changes."""
        return CATALOGUE[self.entity.__name__]


_commands: dict[str, Command] = {}
COMMANDS: Mapping[str, Command] = MappingProxyType(_commands)


def offer(command: Command, resolver: Resolver) -> MadeField:
    """Publish a command as a root field; the resolver only lends the field its one argument."""
    _commands[command.name] = command
    groups = ", ".join(sorted(command.changes))
    return strawberry.field(resolver=resolver, name=command.name, description=f"{command.about} Changes: {groups}.")
