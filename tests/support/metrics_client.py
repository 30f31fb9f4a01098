"""Reading the metrics of a running register, as Prometheus does."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx2
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from tests.support.client import PATIENCE_S

Sample = tuple[str, tuple[tuple[str, str], ...]]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port: int = opened.getsockname()[1]
        return port


class Scraper:
    """Asks for the metrics of one register."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.client = httpx2.Client(timeout=PATIENCE_S, trust_env=False)

    def page(self) -> str:
        """The page as it is."""
        answer = self.client.get(f"{self.url}/metrics")
        assert answer.status_code == 200
        return answer.text

    def families(self) -> list[Metric]:
        """The metrics, as the library's parser reads them."""
        return list(text_string_to_metric_families(self.page()))

    def samples(self) -> Mapping[Sample, float]:
        """Every number, by its name and its labels."""
        return {
            (each.name, tuple(sorted(each.labels.items()))): each.value
            for family in self.families()
            for each in family.samples
        }

    @contextmanager
    def growth(self) -> Iterator[dict[tuple[str, ...], float]]:
        """What the counts grow by meanwhile: of each that grew, the name and the values of its labels."""
        grown: dict[tuple[str, ...], float] = {}
        before = self.samples()
        yield grown
        for (name, labels), value in self.samples().items():
            if name.startswith("register_") and name.endswith("_total") and value > before[name, labels]:
                grown[name.removeprefix("register_"), *(each for _, each in labels)] = value - before[name, labels]


@contextmanager
def watched(make_server: Any, **environment: str) -> Iterator[tuple[Any, Scraper]]:
    """A server of its own with metrics, and who reads them."""
    port = free_port()
    with make_server(REGISTER_METRICS_PORT=str(port), **environment) as server:
        yield server, Scraper(port)
