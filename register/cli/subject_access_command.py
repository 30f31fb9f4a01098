"""The command `register subject-access`."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from register.cli.deferred import deferred
from register.cli.option_values import instant, key

if TYPE_CHECKING:
    from register.cli import subject_access
else:
    (subject_access,) = deferred("subject_access")


def write_subject_access(
    child: Annotated[UUID, typer.Argument(parser=key, metavar="CHILD", help="The register's identifier of the child.")],
    file: Annotated[Path, typer.Argument(help="A new JSON file.")],
    by: Annotated[str, typer.Option(help="The person who answers the request, and who decided the exemptions.")],
    at: Annotated[
        datetime | None,
        typer.Option("--as-of", parser=instant, metavar="TIME", help="As recorded then. The default is now."),
    ] = None,
    exempt: Annotated[
        list[str] | None, typer.Option(metavar="GROUP=LAW", help="A field group to leave out, and the law. Repeat it.")
    ] = None,
) -> None:
    """Write down what is held about one child, by group and who keeps it, and which bodies consulted it."""
    subject_access.write_held(child, file, at=at, exempt=exempt or [], person=by)
