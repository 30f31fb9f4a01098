"""Load over HTTP: wrk sends given requests in turn over a few connections, as fast as they are answered."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from register.errors import SetupError

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 8
TIMEOUT_S = 10


@dataclass(frozen=True)
class Request:
    """One POST: header lines and a JSON body without raw line breaks or tabs."""

    headers: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Load:
    """What one bounded run of load came to."""

    requests: int
    seconds: float
    p50_ms: float
    p95_ms: float
    p99_ms: float

    @property
    def rate(self) -> float:
        """Requests answered a second."""
        return self.requests / self.seconds


def post_load(url: str, requests: Sequence[Request], seconds: int, *, least_bytes: float) -> Load:
    """Send the requests in turn for so many seconds.

    least_bytes: the mean size of a right answer; a run whose answers are smaller did not measure the answers.
    Raises: SetupError where any request failed or was refused.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as turns:
        turns.writelines("\t".join((*request.headers, request.body)) + "\n" for request in requests)
        turns.flush()
        output = _run_wrk(url, turns.name, seconds)
    return _read_output(output, least_bytes)


def _run_wrk(url: str, turns: str, seconds: int) -> str:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SetupError("wrk was not found: run `sudo apt-get install wrk`.")
    shape = ["-t", "1", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", f"{TIMEOUT_S}s"]
    command = [wrk, *shape, "-s", str(SCRIPT), url, "--", turns]
    run = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=False)  # noqa: S603
    return run.stdout + run.stderr


def _read_output(output: str, least_bytes: float) -> Load:
    found = [line.removeprefix("LOAD ") for line in output.splitlines() if line.startswith("LOAD ")]
    if len(found) != 1:
        raise SetupError(f"wrk gave no result: {(output.strip().splitlines() or ['no output'])[-1]}")
    read = json.loads(found[0])
    if read["failed"] or not read["requests"]:
        raise SetupError(f"{read['failed']} of {read['requests']} requests failed, so their speed says nothing.")
    if read["bytes"] / read["requests"] < least_bytes:
        raise SetupError("The answers under load are smaller than the right ones, so their speed says nothing.")
    return Load(read["requests"], read["seconds"], read["p50_ms"], read["p95_ms"], read["p99_ms"])
