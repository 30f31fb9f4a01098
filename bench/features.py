"""Every home through the GIS door, page by page, beside tipg and pygeoapi: one table, without rules."""

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
from tempfile import TemporaryDirectory
from urllib.parse import quote

from bench.load import Load
from bench.servers import Server, free_port, running, wait_until_ready
from register.database.private_server import Cluster
from register.errors import SetupError

COPY = Path(__file__).with_name("features.sql")
TIPG = "1.6.1"
# The newest that Python 3.11 can have.
PYGEOAPI = "0.21.0"
DEGREES = """
create table bench_features.degrees as select *, st_transform(point_27700, 4326) as place from bench_features.homes;
alter table bench_features.degrees drop column point_27700;
alter table bench_features.degrees add primary key (urn);
create index on bench_features.degrees using gist (place);
analyze bench_features.degrees;
"""
PAGE = 1_000
TIMEOUT_S = 60
REMARK = (
    f"One request is the whole list: pages of {PAGE:,}, each by the link of the page before, read as JSON by one "
    "client. tipg reads one table with the same columns, joined beforehand, and has no rules and no log. pygeoapi "
    "reads the same with its places in longitude and latitude already."
)


@contextmanager
def running_tipg(cluster: Cluster, database: str) -> Iterator[Server]:
    """tipg over a copy of what the door shows of homes, for as long as the block lasts."""
    programs = _installed("tipg", TIPG, "uvicorn")
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


@contextmanager
def running_pygeoapi(cluster: Cluster, database: str) -> Iterator[Server]:
    """pygeoapi over the copy that tipg reads, for as long as the block lasts."""
    programs = _installed("pygeoapi", PYGEOAPI, "psycopg2-binary", "geoalchemy2", "starlette", "uvicorn")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with cluster.connect(database) as connection:
        connection.execute(DEGREES)
    with TemporaryDirectory() as folder:
        config, described = Path(folder) / "config.yml", Path(folder) / "openapi.yml"
        # JSON is YAML.
        config.write_text(json.dumps(_configured(cluster, database, address, port=port)))
        own = os.environ | {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(described)}
        made = [str(programs / "pygeoapi"), "openapi", "generate", str(config), "--output-file", str(described)]
        if subprocess.run(made, env=own, check=False).returncode != 0:  # noqa: S603
            raise SetupError("pygeoapi could not describe itself.")
        command = [str(programs / "uvicorn"), "pygeoapi.starlette_app:APP", "--port", str(port)]
        with running("pygeoapi", [*command, "--log-level", "warning"], own, folder=Path.cwd()) as process:
            items = f"{address}/collections/homes/items?limit={PAGE}&f=json"
            wait_until_ready("pygeoapi", process, items)
            yield Server(items, process.pid)


def _configured(cluster: Cluster, database: str, address: str, *, port: int) -> dict[str, object]:
    """The least that pygeoapi starts with."""
    named = {"title": "bench", "description": "bench", "keywords": ["bench"], "url": address}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": address,
            "mimetype": "application/json",
            "encoding": "utf-8",
            "language": "en-GB",
            "limits": {"default_items": PAGE, "max_items": PAGE},
            "map": {"url": "https://tile.example/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": named | {"terms_of_service": "none"},
            "license": {"name": "none", "url": address},
            "provider": {"name": "bench", "url": address},
            "contact": {"name": "bench"},
        },
        "resources": {"homes": _collection(cluster, database)},
    }


def _collection(cluster: Cluster, database: str) -> dict[str, object]:
    provider = {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {
            "host": str(cluster.socket),
            "port": 5432,
            "dbname": database,
            "user": "postgres",
            "password": "none",
            "search_path": ["bench_features", "public"],
        },
        "id_field": "urn",
        "table": "degrees",
        "geom_field": "place",
    }
    return {
        "type": "collection",
        "title": "homes",
        "description": "homes",
        "keywords": ["homes"],
        "extents": {"spatial": {"bbox": [-9, 49, 3, 61]}},
        "providers": [provider],
    }


def _installed(name: str, version: str, *beside: str) -> Path:
    """The programs of a peer, in a place of its own: it needs other versions than the register. Raises: SetupError."""
    place = Path(sys.prefix) / f"{name}-{version}"
    programs = place / "bin"
    if not (programs / "uvicorn").exists():
        fetch = [str(programs / "python"), "-m", "pip", "install", "--quiet", f"{name}=={version}", *beside]
        for command in ([sys.executable, "-m", "venv", str(place)], fetch):
            if subprocess.run(command, check=False).returncode != 0:  # noqa: S603
                raise SetupError(f"{name} could not be fetched.")
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
    began = time.perf_counter()
    times: list[float] = []
    while not times or time.perf_counter() - began < seconds:
        start = time.perf_counter()
        read_all(url, headers)
        times.append(1_000 * (time.perf_counter() - start))
    worst = sorted(times)[-1]
    return Load(len(times), time.perf_counter() - began, statistics.median(times), worst, worst)
