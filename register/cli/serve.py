"""Commands that serve: the register over a given database, or the demonstration over a private one."""

import asyncio
import os
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import asyncpg
import sqlalchemy as sa
import typer
import uvicorn

from register.cli.audit import open_sealer
from register.cli.progress import progress
from register.database.connections import api_url, owner_url
from register.database.private_server import Cluster, running
from register.database.state_folder import state_dir
from register.demo.history import amend_demonstration
from register.demo.load import SEED, is_loaded, load_demonstration
from register.errors import SetupError
from register.http.app import create_app
from register.http.transport.connection_deadlines import DeadlineProtocol
from register.http.transport.websocket_deadlines import SocketProtocol
from register.identity import DevelopmentIssuer
from register.importing.geography.boundaries import import_boundary_folder, import_demonstration_outlines
from register.maintenance.migrate import API_LOGIN, let_api_log_in, migrate, settle
from register.sealing.sealer import sealing_beside
from register.settings import settings
from register.sql.session.readiness import refuses_to_start
from register.vocabulary import Agency

DATABASE = "register"
DEMONSTRATION_TOKEN_S = 28_800
BOUNDARIES_FROM = date(2023, 12, 1)
STOP_WITHIN_S = 8
CONNECT_WITHIN_S = 10


def server(host: str, port: int) -> uvicorn.Config:
    """How the server listens: with deadlines on every connection, and no log that could hold an address."""
    return uvicorn.Config(
        create_app(),
        host=host,
        port=port,
        http=DeadlineProtocol,
        loop="uvloop",
        ws=SocketProtocol,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        log_level="warning",
        timeout_graceful_shutdown=STOP_WITHIN_S,
    )


def confirm_may_serve() -> None:
    """Check the database before the server starts, so that a fault is one line of text. Raises: SetupError."""

    async def look() -> None:
        try:
            connection = await asyncpg.connect(api_url(), timeout=CONNECT_WITHIN_S)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as fault:
            raise SetupError(
                f"The database of REGISTER_DATABASE_URL does not answer: {type(fault).__name__}."
            ) from None
        try:
            await refuses_to_start(connection)
        finally:
            await connection.close()

    asyncio.run(look())


def development_token(agency: Agency, area: str | None, organisation: str | None, subject: str) -> str:
    """A token of the development issuer. Raises: SetupError in production, or if the claims do not fit."""
    _allow_demonstration()
    issuer = DevelopmentIssuer(settings().state_dir or state_dir(), settings())
    return issuer.issue(agency, area=area, organisation=organisation, subject=subject, life_s=settings().token_life_s)


def demonstrate(port: int, boundaries: Path | None) -> None:
    """Serve the demonstration: private cluster, tables, boundaries, invented homes, tokens. Raises: SetupError."""
    _allow_demonstration()
    with ExitStack() as stack:
        cluster = stack.enter_context(running())
        name = DATABASE if boundaries is None else f"{DATABASE}_official"
        prepare(cluster, name, boundaries)
        os.environ["REGISTER_DATABASE_URL"] = cluster.url(name, user=API_LOGIN)
        settings.cache_clear()
        config = server("127.0.0.1", port)
        _say_how_to_ask(port)
        _say_where_it_is(cluster, name)
        stack.enter_context(sealing_beside(open_sealer()))
        uvicorn.Server(config).run()


def prepare(cluster: Cluster, name: str, boundaries: Path | None) -> None:
    """Make the demonstration's database if it is missing: whole, or not at all."""
    cluster.ensure_database(name)
    os.environ["REGISTER_MIGRATION_URL"] = cluster.url(name)
    settings.cache_clear()
    engine = sa.create_engine(owner_url())
    with engine.connect() as connection:
        migrate(connection)
        with connection.begin():
            let_api_log_in(connection)
            loaded = is_loaded(connection)
    if not loaded:
        _fill(engine, boundaries)
        settle(engine)
    engine.dispose()


def _fill(engine: sa.Engine, boundaries: Path | None) -> None:
    typer.echo("Filling the demonstration. This happens only once.", err=True)
    today = datetime.now(UTC).date()
    with engine.begin() as connection, progress() as tell:
        if boundaries is None:
            import_demonstration_outlines(connection, BOUNDARIES_FROM, on=today, progress=tell)
        else:
            import_boundary_folder(connection, boundaries, BOUNDARIES_FROM, on=today, progress=tell)
    with engine.begin() as connection:
        load_demonstration(connection, seed=SEED, progress=lambda step: typer.echo(f"  {step}", err=True))
    with engine.begin() as connection:
        amend_demonstration(connection, seed=SEED)


def _allow_demonstration() -> None:
    if settings().environment == "production":
        raise SetupError("The demonstration and its tokens cannot be used in production.")
    # The demonstration's tokens last a working day; the server that checks them is told so.
    os.environ.setdefault("REGISTER_TOKEN_LIFE_S", str(DEMONSTRATION_TOKEN_S))
    settings.cache_clear()


def _say_where_it_is(cluster: Cluster, name: str) -> None:
    """Print what the other commands need to find the demonstration's database while it runs."""
    typer.echo("# for other commands while it runs, such as register policy explain or register audit verify")
    api, owner = cluster.url(name, user=API_LOGIN), cluster.url(name)
    typer.echo(f"export REGISTER_DATABASE_URL='{api}' REGISTER_MIGRATION_URL='{owner}'\n")


def _say_how_to_ask(port: int) -> None:
    """Print one curl line for each of four agencies, ready to paste."""
    typer.echo(f"\nThe register listens on http://127.0.0.1:{port}/graphql (open it in a browser for GraphiQL).\n")
    shown = "totalCount nodes { urn name postcode withheld { field reason } }"
    query = f'{{ homes(area: {{code: \\"E23000005\\"}}, first: 3) {{ {shown} }} }}'
    for agency, area in (
        (Agency.POLICE, "E23000005"),
        (Agency.POLICE, "E23000010"),
        (Agency.OFSTED, None),
        (Agency.DFE_STATISTICS, None),
    ):
        token = development_token(agency, area, None, f"demonstration-{agency}")
        typer.echo(f"# as {agency}{' of ' + area if area else ''}")
        typer.echo(
            f"curl -s http://127.0.0.1:{port}/graphql -H 'Content-Type: application/json' "
            f"-H 'Register-Purpose: safeguarding_child' -H 'Authorization: Bearer {token}' "
            f'-d \'{{"query": "{query}"}}\'\n'
        )
