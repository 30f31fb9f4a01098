"""The verbs of `register key`."""

from typing import TYPE_CHECKING, Annotated

import typer

from register.cli.deferred import deferred
from register.vocabulary import Agency, Purpose

if TYPE_CHECKING:
    from register.cli import key_list, keys
else:
    keys, key_list = deferred("keys", "key_list")

key_app = typer.Typer(no_args_is_help=True, help="Issue, list, revoke and rotate the keys of agencies' GIS clients.")

Number = Annotated[str, typer.Argument(help="The key's number, which is also its user name.")]
Days = Annotated[int, typer.Option(min=1, max=366, help="How many days it lasts.")]


@key_app.command()
def issue(
    agency: Annotated[Agency, typer.Argument(help="The agency.")],
    purpose: Annotated[Purpose, typer.Option(help="The purpose of every request with this key.")],
    area: Annotated[str | None, typer.Option(help="The ONS code of the police force or local authority.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="The organisation's code, if it has no ONS area code.")
    ] = None,
    address: Annotated[
        list[str] | None,
        typer.Option(help="An address or network that it may be used from. The default is any; may be repeated."),
    ] = None,
    door: Annotated[
        list[str] | None,
        typer.Option(help="Where it works: features, downloads. The default is features; may be repeated."),
    ] = None,
    days: Days = 90,
    by: Annotated[str, typer.Option(help="The person who decided it.")] = "operator",
) -> None:
    """Make a key, and print it once."""
    wanted = keys.Wanted(
        agency,
        area,
        organisation,
        purpose,
        networks=tuple(address or ()),
        doors=tuple(door or ("features",)),
        days=days,
        by=by,
    )
    typer.echo(keys.issue_key(wanted))


@key_app.command("list")
def list_keys(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """List every key: whose it is, when it expires, and when it was last used."""
    typer.echo(key_list.listing_json() if as_json else key_list.listing())


@key_app.command()
def revoke(number: Number) -> None:
    """End a key at once."""
    keys.revoke_key(number)


@key_app.command()
def rotate(
    number: Number,
    days: Days = 90,
    overlap_days: Annotated[int, typer.Option(min=0, max=30, help="How many days the old key continues to work.")] = 7,
) -> None:
    """Make a key with the bindings of an old one, and print it once."""
    typer.echo(keys.rotate_key(number, days=days, overlap_days=overlap_days))
