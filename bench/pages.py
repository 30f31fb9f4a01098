"""`python -m bench.pages ADDRESS`: how long a running demonstration takes for each page, as the callers to try."""

import gzip
import re
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

import httpx2

from register.documentation.markdown import table

WARM_UP = 20
ROUNDS = 200
TIMEOUT_S = 60
ASSET = re.compile(r'(?:href|src)="(/pages/[^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
BY_MONTH = "/figures/now?of=episodes&by=STARTED_MONTH"
BY_SECTOR = "/figures/now?of=homes&by=REGION&and=SECTOR"
POLICE = ("/", "/homes", "/homes?area=mine", "/homes?name=a", "{home}", "/missing", "{episode}", "{episode}/risk")
WALKS: Mapping[str, Sequence[str]] = {
    "police of E23000005": POLICE,
    "local_authority of E08000003": ("/children", "{child}", "/interviews", "/returns", "/returns/send", BY_MONTH),
    "ofsted": ("/homes?status=ALL", "/desk/register", "/desk/list", "/oversight/openings", BY_SECTOR),
    "dfe_statistics": ("/figures", "/figures/HOMES"),
    "auditor": ("/oversight/log", "/oversight/access", "/oversight/matrix"),
}
# Where the address of a record is found: in which list, and how it begins.
FIRST = {
    "{home}": ("/homes?area=mine", "/homes/"),
    "{episode}": ("/missing", "/missing/"),
    "{child}": ("/children", "/children/"),
}


@dataclass(frozen=True)
class Figure:
    """How long a page took, in milliseconds, and how many bytes were sent."""

    page: str
    caller: str
    median_ms: float
    p95_ms: float
    size: int


def measure(address: str) -> Iterator[Figure]:
    """The figures of every page."""
    for caller, paths in WALKS.items():
        client = signed_in(address, caller)
        for path in paths:
            yield timed(client, f"{address}{_filled(client, address, path)}", page=path, caller=caller)


def signed_in(address: str, caller: str) -> httpx2.Client:
    """A client with a session of an invented caller."""
    client = httpx2.Client(timeout=TIMEOUT_S, trust_env=False)
    form = _hidden(client.get(f"{address}/sign-in").text) | {"visitor": caller}
    client.post(f"{address}/sign-in/as", data=form)
    purpose = _hidden(client.get(f"{address}/purpose").text) | {"purpose": "safeguarding_child"}
    client.post(f"{address}/purpose", data=purpose)
    return client


def timed(client: httpx2.Client, url: str, *, page: str, caller: str) -> Figure:
    """How long one page takes, one request after the other."""
    took: list[float] = []
    size = 0
    for number in range(WARM_UP + ROUNDS):
        began = time.perf_counter()
        answer = client.get(url)
        if number >= WARM_UP:
            took.append((time.perf_counter() - began) * 1_000)
        if answer.status_code != 200:
            raise SystemExit(f"{page} answered {answer.status_code}")
        size = int(answer.headers["content-length"])
    return Figure(page, caller, statistics.median(took), p95(took), size)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of a hundred do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def _filled(client: httpx2.Client, address: str, path: str) -> str:
    for name, (listing, begins) in FIRST.items():
        if name in path:
            shown = client.get(f"{address}{listing}").text
            found = re.search(rf'<th [^>]*scope="row"><a [^>]*href="({begins}[^"]+)"', shown)
            if found is None:
                raise SystemExit(f"{listing} shows nothing")
            return path.replace(name, found[1])
    return path


def _hidden(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


def shown(each: Figure) -> tuple[str, ...]:
    """A row of the table of figures."""
    times = (f"{each.median_ms:.0f} ms", f"{each.p95_ms:.0f} ms")
    return (f"`{each.page}`", each.caller, *times, f"{each.size / 1_000:.1f} kB")


def first_view(address: str) -> int:
    """The bytes of the first page that anybody sees, with its style and scripts, each compressed."""
    client = httpx2.Client(timeout=TIMEOUT_S, trust_env=False)
    page = client.get(f"{address}/sign-in").text
    parts = [page.encode(), *(client.get(f"{address}{each}").content for each in ASSET.findall(page))]
    return sum(len(gzip.compress(each)) for each in parts)


def written(address: str) -> str:
    """The figures of all pages as a section of a report."""
    rows = [shown(each) for each in measure(address)]
    weight = f"The first view has {first_view(address) / 1_000:.0f} kB with its style and scripts, each compressed."
    return f"\n## Pages\n\n{table(('page', 'caller', 'median', 'p95', 'sent'), rows)}\n{weight}\n"


if __name__ == "__main__":
    sys.stdout.write(written(sys.argv[1].rstrip("/")))
