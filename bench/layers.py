"""A whole collection at the GIS door: how much memory each form of download takes, and what a page costs deep in it."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.cpu import cpu_seconds
from bench.features import PAGE, TIMEOUT_S
from bench.servers import Server

FORMS = ("csv", "geojson", "gpkg", "fgb", "parquet")
TRIES = 10
PIECE_BYTES = 1 << 20
DOWNLOAD_TIMEOUT_S = 3_600


def written(register: Server, postmaster: int, headers: Mapping[str, str]) -> str:
    """What was measured, as a section of the page."""
    base = f"{register.url.removesuffix('graphql')}ogc/collections/homes"
    return "".join((*_downloads(register, base, headers), *_pages(register, postmaster, base, headers=headers)))


def _downloads(register: Server, base: str, headers: Mapping[str, str]) -> Iterator[str]:
    # The first takes what every other finds: documents, plans and libraries.
    _read(f"{base}/downloads/csv", headers)
    yield "\n## Downloads of every home\n\n| form | seconds | archive MB | server MB before | at most |\n"
    yield "| --- | --- | --- | --- | --- |\n"
    for form in FORMS:
        before = _begin_peak(register.process)
        start = time.perf_counter()
        size = _read(f"{base}/downloads/{form}", headers)
        took = time.perf_counter() - start
        yield f"| {form} | {took:.1f} | {size / 1e6:.1f} | {before} | {_memory(register.process, 'VmHWM')} |\n"


def _pages(register: Server, postmaster: int, base: str, *, headers: Mapping[str, str]) -> Iterator[str]:
    pages = [*_addresses(f"{base}/items?limit={PAGE}", headers)]
    # The first page counts, and the last is seldom full.
    places = {"second": pages[1], "in the middle": pages[len(pages) // 2], "last but one": pages[-2]}
    yield f"\n## A page of {PAGE:,} homes, of {len(pages)} pages\n\n| page | server CPU ms | PostgreSQL CPU ms |\n"
    yield "| --- | --- | --- |\n"
    for name, address in places.items():
        server, database = (_cpu_of(process, address, headers) for process in (register.process, postmaster))
        yield f"| {name} | {server:.0f} | {database:.0f} |\n"


def _addresses(url: str, headers: Mapping[str, str]) -> Iterator[str]:
    """The addresses of the pages, by the links next."""
    following = url
    while following:
        yield following
        asked = urllib.request.Request(following, headers=dict(headers))  # noqa: S310
        with urllib.request.urlopen(asked, timeout=TIMEOUT_S) as answer:  # noqa: S310
            links = json.load(answer)["links"]
        following = next((link["href"] for link in links if link["rel"] == "next"), "")


def _cpu_of(process: int, address: str, headers: Mapping[str, str]) -> float:
    """Processor time that a process takes for one of several answers, in ms."""
    begun = cpu_seconds(process)
    for _ in range(TRIES):
        _read(address, headers)
    return 1_000 * (cpu_seconds(process) - begun) / TRIES


def _read(url: str, headers: Mapping[str, str]) -> int:
    """How many bytes an answer has."""
    asked = urllib.request.Request(url, headers=dict(headers))  # noqa: S310
    with urllib.request.urlopen(asked, timeout=DOWNLOAD_TIMEOUT_S) as answer:  # noqa: S310
        return sum(map(len, iter(_piece(answer.read), b"")))


def _piece(read: Callable[[int], bytes]) -> Callable[[], bytes]:
    return lambda: read(PIECE_BYTES)


def _begin_peak(process: int) -> int:
    """What a process has in memory now, in MB; its peak begins anew from here."""
    # Source: proc(5), clear_refs.
    Path(f"/proc/{process}/clear_refs").write_text("5")
    return _memory(process, "VmRSS")


def _memory(process: int, name: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    (found,) = [line for line in lines if line.startswith(f"{name}:")]
    return int(found.split()[1]) * 1_024 // 1_000_000
