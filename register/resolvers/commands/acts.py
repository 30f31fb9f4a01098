"""Which function carries out which command: each says it of itself, beside its rules and its writes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from register.catalogue import Command
from register.resolvers.commands.context import Act

_acts: dict[str, Act] = {}
# Complete once register/resolvers/commands/subjects.py has been imported.
ACTS: Mapping[str, Act] = MappingProxyType(_acts)


def carries_out(command: Command) -> Callable[[Act], Act]:
    """Say of a function that it carries out a command. Raises: TypeError where another one does."""

    def enter(act: Act) -> Act:
        if command.name in _acts:
            raise TypeError(f"{command.name} is carried out already")
        _acts[command.name] = act
        return act

    return enter
