"""The register of functions: which of them carries out each command."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from register.catalogue import Command
from register.resolvers.commands.context import Act, CommandContext
from register.resolvers.commands.frame import Steps, run

_acts: dict[str, Act] = {}
# Complete once register/resolvers/commands/subjects.py has been imported.
ACTS: Mapping[str, Act] = MappingProxyType(_acts)


TakesSteps = Callable[[CommandContext], Steps]


def carries_out(command: Command) -> Callable[[TakesSteps], TakesSteps]:
    """Register a function as the steps of a command, which the frame runs. Raises: TypeError if another is."""

    def enter(steps: TakesSteps) -> TakesSteps:
        _enter(command, partial(run, command, steps))
        return steps

    return enter


def carries_out_whole(command: Command) -> Callable[[Act], Act]:
    """Register a function as a whole command, which needs no frame. Raises: as carries_out."""

    def enter(act: Act) -> Act:
        _enter(command, act)
        return act

    return enter


def _enter(command: Command, act: Act) -> None:
    if command.name in _acts:
        raise TypeError(f"{command.name} is carried out already")
    _acts[command.name] = act
