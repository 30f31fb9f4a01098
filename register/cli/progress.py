"""Progress bars of long commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

TellNamed = Callable[[str, int, int], None]
TellStep = Callable[[str], None]


@contextmanager
def step() -> Iterator[TellStep]:
    """A line on a terminal that says what is at work, and is gone when it is done. A file gets nothing."""
    console = Console(stderr=True)
    with console.status("") if console.is_terminal else nullcontext() as line:
        yield line.update if line else _say_nothing


def _say_nothing(_: str) -> None:
    return None


@contextmanager
def progress(*, passing: bool = False) -> Iterator[TellNamed]:
    """A bar on standard error for each kind of work that is reported. passing: the bars are gone at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=passing, disable=passing and not console.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def tell(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
