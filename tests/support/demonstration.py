"""The demonstration as a process of its own: started, asked by the lines that it offers, and told to end."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx2
import orjson
import pytest

from tests.support.cluster_place import MEMORY, has_room

NEAR_AN_EDGE = """
select count(distinct p.home_id)
  from register.premises p
 where exists (select from register.area_version v
                 join register.area a on a.code = v.code and a.kind = 'force'
                where st_dwithin(st_boundary(v.outline_27700), p.point_27700, 50))
"""

COMMAND = Path(sys.executable).with_name("register")
# A demonstration with fewer children is ready sooner; the full one is for make demo, and for the soak.
SMALL = ("--children", "120", "--no-figures")
READY_WITHIN_S = 240
STOP_WITHIN_S = 30
CALLERS = ["police of E23000005", "police of E23000010", "ofsted", "dfe_statistics"]
needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="The printed lines are pasted, and need curl.")


@dataclass
class Demonstration:
    """A demonstration that answers. place: its state folder; took_s: seconds until it answered."""

    place: Path
    port: int
    process: subprocess.Popen[str]
    took_s: float
    client: httpx2.Client = field(default_factory=lambda: httpx2.Client(timeout=60, trust_env=False))

    @property
    def printed(self) -> str:
        return (self.place / "printed").read_text()

    @property
    def told(self) -> str:
        """What it told of its progress."""
        return (self.place / "told").read_text()

    @property
    def links_page(self) -> str:
        """The page of links that it names."""
        (address,) = re.findall(r"^  file://(.+)$", self.printed, re.MULTILINE)
        return Path(unquote(address)).read_text()

    @property
    def lines(self) -> dict[str, str]:
        """The lines to paste on the page of links, by the caller that stands above each."""
        parts = re.findall(r"<h2>(.+?)</h2>.*?<pre>(.+?)</pre>", self.links_page, re.DOTALL)
        return {caller: unescape(line) for caller, line in parts}

    def paste(self, caller: str) -> dict[str, Any]:
        """The answer to one of the printed lines, run by a shell."""
        shell = ["bash", "-c", self.lines[caller]]
        done = subprocess.run(shell, env=plain_environment(), capture_output=True, check=True, timeout=60)  # noqa: S603
        return orjson.loads(done.stdout)

    def run(self, *arguments: str) -> str:
        """What another command of the register prints where the line with the database's addresses was pasted."""
        (line,) = re.findall(r"^  (\. .+)$", self.printed, re.MULTILINE)
        shell = ["bash", "-c", f'{line} && exec "$@"', "bash", str(COMMAND), *arguments]
        done = subprocess.run(shell, env=plain_environment(), capture_output=True, check=True, timeout=60)  # noqa: S603
        return done.stdout.decode()

    def ask(self, query: str, caller: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer, asked with the token of a printed line."""
        (token,) = re.findall(r"Bearer ([\w.-]+)", self.lines[caller])
        headers = {"Authorization": f"Bearer {token}", "Register-Purpose": "safeguarding_child"}
        body = {"query": query, "variables": variables}
        answer = self.client.post(f"http://127.0.0.1:{self.port}/graphql", json=body, headers=headers).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def stop(self, ending: signal.Signals) -> int:
        """Tell it to end; the status with which it does."""
        self.process.send_signal(ending)
        return self.process.wait(timeout=STOP_WITHIN_S)

    @property
    def is_listening(self) -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def has_database(self) -> bool:
        """Whether its PostgreSQL runs, or left the mark of one that does."""
        return (self.place / "postgres" / "data" / "postmaster.pid").exists()

    @property
    def database_log(self) -> str:
        return (self.place / "postgres" / "server.log").read_text()


@contextmanager
def own_place() -> Iterator[Path]:
    """A new state folder in a place that an unprivileged account may enter, as pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="register-demo-", dir=MEMORY if has_room() else None))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def demonstrating(place: Path, *arguments: str) -> Iterator[Demonstration]:
    """The command `register demo` on a free port, with a state folder of its own, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.monotonic()
    with (place / "printed").open("w") as printed, (place / "told").open("w") as told:
        process = subprocess.Popen(  # noqa: S603  our own command, no shell
            [COMMAND, "demo", "--port", str(port), *SMALL, *arguments],
            env={**plain_environment(), "REGISTER_STATE_DIR": str(place)},
            stdout=printed,
            stderr=told,
            text=True,
        )
    try:
        started = Demonstration(place, port, process, 0.0)
        _wait_for(started, began + READY_WITHIN_S)
        started.took_s = time.monotonic() - began
        yield started
    finally:
        process.terminate()
        process.wait(timeout=STOP_WITHIN_S)


def plain_environment() -> dict[str, str]:
    """The environment without settings of the register's or of a proxy's."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("REGISTER_") and not name.lower().endswith("_proxy")
    }


def _wait_for(started: Demonstration, until: float) -> None:
    while time.monotonic() < until:
        assert started.process.poll() is None, started.told[-2_000:]
        try:
            answered = started.client.get(f"http://127.0.0.1:{started.port}/health/ready").status_code == 200
            if answered and "\nData " in started.printed:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the demonstration does not answer: {started.told[-2_000:]}")
