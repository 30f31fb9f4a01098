"""The demonstration: a private database that is created and filled the first time, and served."""

import base64
import os
import signal
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
import typer

from register.cli.audit import open_sealer
from register.cli.demonstration_returns import SUBJECT, publish_some, return_some
from register.cli.development_token import allow_working_day, confirm_not_production
from register.cli.figures_beside import figures_beside, lacks_figures
from register.cli.first_screen import first_screen, write_links, write_settings
from register.cli.progress import progress, step
from register.cli.serve import confirm_free, serve_until_stopped, server
from register.database.connections import owner_url
from register.database.private_server import Cluster, running
from register.database.state_folder import confirm_room, state_dir
from register.demo.history import amend_demonstration
from register.demo.load import SEED, is_loaded, load_demonstration
from register.demo.load_children import CHILDREN, has_any_children, load_children
from register.demo.subjects.openings import open_an_inspection
from register.encrypted_text import KEY_BYTES
from register.http.app import create_app
from register.importing.geography.boundaries import import_boundary_folder, import_demonstration_outlines
from register.maintenance.migrate import API_LOGIN, let_api_log_in, migrate, settle
from register.sealing.sealer import sealing_beside
from register.settings import settings

HOST = "127.0.0.1"
DATABASE = "register"
NARRATIVE_KEY = "narrative.key"
BOUNDARIES_FROM = date(2023, 12, 1)
FIRST_RUN_BYTES = 4_000_000_000
BYTES_OF_A_YEAR = 3_000_000_000
LATER_BYTES = 100_000_000
AT_CTRL_C = 128 + signal.SIGINT


def demonstrate(port: int, boundaries: Path | None, *, years: int, children: int, figures: bool) -> None:
    """Serve the demonstration until it is stopped; Ctrl-C is the ordinary way. Raises: SetupError.

    figures: whether those about children are published too.
    """
    confirm_not_production()
    allow_working_day()
    confirm_free(HOST, port)
    first_run = FIRST_RUN_BYTES + (years - 1) * BYTES_OF_A_YEAR
    confirm_room(state_dir(), first_run if not (state_dir() / "postgres").exists() else LATER_BYTES)
    try:
        _serve(port, boundaries, years=years, children=children, figures=figures)
    except SystemExit as ended:
        if ended.code != AT_CTRL_C:
            raise
        typer.echo("\nStopped. The data is kept.", err=True)


def prepare(
    cluster: Cluster,
    name: str,
    boundaries: Path | None,
    *,
    with_former: bool = True,
    years: int = 1,
    children: int = CHILDREN,
) -> None:
    """Make the demonstration's database if it is missing: whole, or not at all.

    with_former: also with the homes that closed, were refused or apply. years: so many of missing episodes. children:
    how many go missing in each.
    """
    cluster.ensure_database(name)
    os.environ["REGISTER_MIGRATION_URL"] = cluster.url(name)
    settings.cache_clear()
    engine = sa.create_engine(owner_url())
    with engine.connect() as connection:
        migrate(connection)
        with connection.begin():
            let_api_log_in(connection)
            loaded, has_children = is_loaded(connection), has_any_children(connection)
    if not loaded:
        _fill(engine, boundaries, with_former=with_former)
    if children and not has_children:
        with engine.begin() as connection, progress(passing=True) as tell:
            load_children(connection, seed=SEED, children=children, years=years, progress=tell)
            open_an_inspection(connection)
            return_some(connection)
            publish_some(connection)
    if not loaded or not has_children:
        settle(engine)
    engine.dispose()


def _serve(port: int, boundaries: Path | None, *, years: int, children: int, figures: bool) -> None:
    with ExitStack() as stack:
        cluster = stack.enter_context(running())
        name = DATABASE if boundaries is None else f"{DATABASE}_official"
        name = name if years == 1 else f"{name}_{years}_years"
        prepare(cluster, name, boundaries, years=years, children=children)
        os.environ["REGISTER_DATABASE_URL"] = cluster.url(name, user=API_LOGIN)
        os.environ.setdefault("REGISTER_NARRATIVE_KEYS", _narrative_key(state_dir()))
        os.environ.setdefault("REGISTER_SIGN_IN_AS", "true")
        settings.cache_clear()
        stack.enter_context(sealing_beside(open_sealer()))
        follow = figures and lacks_figures()
        if follow:
            stack.enter_context(figures_beside(state_dir(), agreed_by=SUBJECT))
        serve_until_stopped(
            server(create_app(), HOST, port), lambda address: _welcome(address, cluster, name, figures_follow=follow)
        )


def _narrative_key(folder: Path) -> str:
    """The key that encrypts what is recorded of interviews in the demonstration, made the first time."""
    path = folder / NARRATIVE_KEY
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"demonstration:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}")
    return path.read_text(encoding="ascii")


def _welcome(address: str, cluster: Cluster, name: str, *, figures_follow: bool) -> None:
    """Say what there is to try, and keep the longer lines in files of their own."""
    folder = state_dir()
    write_settings(folder, api=cluster.url(name, user=API_LOGIN), owner=cluster.url(name))
    write_links(folder, address)
    typer.echo(first_screen(folder, address, figures_follow=figures_follow))


def _fill(engine: sa.Engine, boundaries: Path | None, *, with_former: bool) -> None:
    typer.echo("Filling the demonstration. This happens only once, and takes a minute or two.", err=True)
    today = datetime.now(UTC).date()
    with engine.begin() as connection, progress(passing=True) as tell:
        if boundaries is None:
            import_demonstration_outlines(connection, BOUNDARIES_FROM, on=today, progress=tell)
        else:
            import_boundary_folder(connection, boundaries, BOUNDARIES_FROM, on=today, progress=tell)
    with engine.begin() as connection, step() as tell_step:
        load_demonstration(connection, seed=SEED, progress=tell_step, with_former=with_former)
    with engine.begin() as connection:
        amend_demonstration(connection, seed=SEED)
