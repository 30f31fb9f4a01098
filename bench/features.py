"""Every home through the GIS door, page by page, beside tipg: OGC API - Features from one table, without rules."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bench.load import Load
from bench.servers import Server, free_port, running, wait_until_ready
from register.database.private_server import Cluster
from register.errors import SetupError

COPY = Path(__file__).with_name("features.sql")
TIPG = "1.6.1"
PAGE = 1_000
TIMEOUT_S = 60
REMARK = (
    f"One request is the whole list: pages of {PAGE:,}, each by the link of the page before, read as JSON by one "
    "client. tipg reads one table with the same columns, joined beforehand, and has no rules and no log."
)


@contextmanager
def running_tipg(cluster: Cluster, database: str) -> Iterator[Server]:
    """tipg over a copy of what the door shows of homes, for as long as the block lasts."""
    programs = _installed()
    port = free_port()
    address = f"postgresql://postgres@{quote(str(cluster.socket), safe='')}:5432/{database}"
    own = {"DATABASE_URL": address, "TIPG_DB_SCHEMAS": '["bench_features"]', "TIPG_DB_SPATIAL_EXTENT": "false"}
    with cluster.connect(database) as connection:
        connection.execute("set client_min_messages to warning")
        connection.execute(COPY.read_bytes())
    try:
        command = [str(programs / "uvicorn"), "tipg.main:app", "--port", str(port), "--log-level", "warning"]
        with running("tipg", command, os.environ | own, folder=Path.cwd()) as process:
            items = f"http://127.0.0.1:{port}/collections/bench_features.homes/items?limit={PAGE}&f=geojson"
            wait_until_ready("tipg", process, items)
            yield Server(items, process.pid)
    finally:
        with cluster.connect(database) as connection:
            connection.execute("drop schema bench_features cascade")


def _installed() -> Path:
    """The programs of tipg, in a place of its own: it needs other versions than the register. Raises: SetupError."""
    place = Path(sys.prefix) / f"tipg-{TIPG}"
    programs = place / "bin"
    if not (programs / "uvicorn").exists():
        fetch = [str(programs / "python"), "-m", "pip", "install", "--quiet", f"tipg=={TIPG}", "uvicorn"]
        for command in ([sys.executable, "-m", "venv", str(place)], fetch):
            if subprocess.run(command, check=False).returncode != 0:  # noqa: S603
                raise SetupError("tipg could not be fetched.")
    return programs


def read_all(url: str, headers: Mapping[str, str]) -> int:
    """How many features there are when every page was read."""
    found, following = 0, url
    while following:
        asked = urllib.request.Request(following, headers=dict(headers))  # noqa: S310
        with urllib.request.urlopen(asked, timeout=TIMEOUT_S) as answer:  # noqa: S310
            page = json.load(answer)
        found += len(page["features"])
        following = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    return found


def paging_load(url: str, headers: Mapping[str, str], seconds: int) -> Load:
    """The whole list again and again, for at least so many seconds."""
    began, times = time.perf_counter(), []
    while not times or time.perf_counter() - began < seconds:
        start = time.perf_counter()
        read_all(url, headers)
        times.append(1_000 * (time.perf_counter() - start))
    worst = sorted(times)[-1]
    return Load(len(times), time.perf_counter() - began, statistics.median(times), worst, worst)
