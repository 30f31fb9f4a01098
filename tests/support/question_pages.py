"""`python -m tests.support.question_pages ADDRESS`: writes docs/questions from a running demonstration."""

import sys

import sqlalchemy as sa

from tests.support.client import Server
from tests.support.questions import FOLDER, pages


def write(address: str) -> None:
    """Ask everything, then write every page and chart."""
    server = Server(address, sa.create_engine("postgresql+psycopg://"))
    told = dict(pages(server, "the demonstration"))
    FOLDER.mkdir(exist_ok=True)
    for name, text in told.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1].rstrip("/"))
