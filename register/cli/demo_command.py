"""The command that serves the demonstration."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from register.cli.deferred import deferred

if TYPE_CHECKING:
    from register.cli import demonstration
else:
    (demonstration,) = deferred("demonstration")


def demo(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port on 127.0.0.1. 0 is any free one.")] = 8000,
    boundaries: Annotated[Path | None, typer.Option(help="A folder of official boundary files to use.")] = None,
    years: Annotated[int, typer.Option(min=1, max=10, help="Of how many years it has missing episodes.")] = 1,
    children: Annotated[
        int, typer.Option(min=0, max=12_800, help="How many children go missing in a year. Fewer are ready sooner.")
    ] = 12_800,
    figures: Annotated[
        bool, typer.Option(help="Publish the figures about children too, in the background, which takes minutes.")
    ] = True,
) -> None:
    """Serve the demonstration from a private database, which is created and filled the first time."""
    demonstration.demonstrate(port, boundaries, years=years, children=children, figures=figures)
