"""What the demonstration says when it answers: one short screen, and a page of links for a browser."""

import shlex
import sys
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from register.cli.development_token import development_token
from register.cli.figures_beside import LOG
from register.database.state_folder import size_bytes, write_private
from register.http.pages.visitors import MORE_VISITORS, VISITORS, Visitor

PURPOSE = "safeguarding_child"
LINKS = "links.html"
SETTINGS = "settings.sh"
SHOWN = "totalCount nodes { urn name postcode withheld { field reason } }"
QUERY = f'{{ homes(area: {{code: \\"E23000005\\"}}, first: 3) {{ {SHOWN} }} }}'


def first_screen(folder: Path, address: str, *, figures_follow: bool = False) -> str:
    """The screen: where it listens, whom to try, how to stop, start again and reset, and where the data is.

    figures_follow: whether figures about children are being published beside the server.
    """
    follow = f"Figures      those about children follow within minutes; {LOG} in Data says how far"
    command, place = _own_command(), shlex.quote(str(folder))
    tokens = [f"  {command} token {visitor.words}  # {visitor.seen}" for visitor in MORE_VISITORS]
    return "\n".join(
        (
            "",
            f"The register listens on {address}. All data is invented.",
            "",
            "Open that address in a browser, and sign in as one of the callers below.",
            "To send queries from a browser, this page has a link to GraphiQL for each caller.",
            f"  {(folder / LINKS).as_uri()}",
            "",
            "Try it in a shell: each command prints a token for the curl lines in README.md.",
            *tokens,
            "",
            "Use other commands while it runs, such as register policy explain or register audit verify:",
            f"  . {shlex.quote(str(folder / SETTINGS))}",
            "",
            "Stop         Ctrl-C",
            "Start again  make demo",
            f"Reset        rm -r {place}   (after you stop it; removes all data)",
            *([follow] if figures_follow else []),
            f"Data         {folder} ({size_bytes(folder) / 1_000_000:,.0f} MB)",
            "",
        )
    )


def _own_command() -> str:
    """This command as it can be typed where it was started."""
    command, here = Path(sys.argv[0]).absolute(), Path.cwd()
    return shlex.quote(str(command.relative_to(here) if command.is_relative_to(here) else command))


def write_settings(folder: Path, *, api: str, owner: str) -> None:
    """Keep the addresses of the database in a file that a shell can read in."""
    write_private(
        folder / SETTINGS,
        f"export REGISTER_DATABASE_URL={shlex.quote(api)} REGISTER_MIGRATION_URL={shlex.quote(owner)}\n",
    )


def write_links(folder: Path, address: str) -> None:
    """Keep a page with a link to GraphiQL and a line to paste for each caller. Only its owner can read the tokens."""
    parts = "\n".join(_part(visitor, address) for visitor in VISITORS)
    write_private(folder / LINKS, PAGE.format(address=escape(address), parts=parts))


def _part(visitor: Visitor, address: str) -> str:
    token = development_token(visitor.agency, visitor.area, None, subject=f"demonstration-{visitor.agency}")
    # What follows # stays in the browser: it is sent to no server.
    link = f"{address}/graphql#{urlencode({'token': token, 'purpose': PURPOSE})}"
    line = (
        f"curl -s {address}/graphql -H 'Content-Type: application/json' "
        f"-H 'Register-Purpose: {PURPOSE}' -H 'Authorization: Bearer {token}' "
        f'-d \'{{"query": "{QUERY}"}}\''
    )
    return PART.format(
        name=escape(visitor.name), seen=escape(visitor.seen), link=escape(link), line=escape(line, quote=False)
    )


PAGE = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<title>Register: demonstration</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 50em; padding: 0 1em }}
pre {{ background: #f3f2f1; overflow-x: auto; padding: 1em }}
</style>
<main>
<h1>Ask the register as…</h1>
<p>The links open GraphiQL at <a href="{address}/graphql">{address}/graphql</a> as one caller each. They work for
8 hours after the demonstration was started. All data is invented.</p>
{parts}
</main>
</html>
"""
PART = """<h2>{name}</h2>
<p>{seen}. <a href="{link}">Open GraphiQL as {name}</a>, or paste this into a shell:</p>
<pre>{line}</pre>"""
