"""Figures of the demonstration, published by a process beside the server: to make them safe takes minutes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from register.database.connections import owner_url
from register.demo.load_children import has_any_children
from register.sql.statistics import store
from register.vocabulary import StatisticsQuestion

LOG = "figures.log"
STOP_WITHIN_S = 10


def lacks_figures() -> bool:
    """True if there are children to count, and a question of which nothing is published."""
    engine = sa.create_engine(owner_url())
    with engine.connect() as connection:
        published = {each["question"] for each in store.versions(connection)}
        lacks = has_any_children(connection) and len(published) < len(StatisticsQuestion)
    engine.dispose()
    return lacks


@contextmanager
def figures_beside(folder: Path, *, agreed_by: str) -> Iterator[None]:
    """All questions published while the block lasts, by a process that gives way to every other.

    folder: where its log is kept. Stopped before its end it has published nothing, and the next start begins again.
    """
    publish = [str(Path(sys.executable).with_name("register")), "statistics", "publish"]
    command = ["nice", "-n", "19", *publish, "--apply", "--agreed-by", agreed_by]
    with (folder / LOG).open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:  # noqa: S603  our own words, no shell
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
