"""GraphQL over HTTP: the independent audits of graphql-http, run by Node against the running register."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
AUDITS = 61


def run(command, seconds, **variables):
    """What a command of this folder prints, and how it ended; its words are this file's own."""
    environment = os.environ | variables
    return subprocess.run(  # noqa: S603
        command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=seconds, check=False
    )


@pytest.fixture(scope="module")
def node():
    """The path of Node, with the audits installed beside this file; skips where that is not possible."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node and npm are not installed, so the audits of graphql-http cannot run.")
    lock, installed = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        install = [npm, "ci", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"]
        if run(install, seconds=180).returncode != 0:
            pytest.skip("npm could not fetch graphql-http, so its audits cannot run.")
    return node


def test_every_audit_of_graphql_over_http_passes_without_a_warning(node, server):
    outcome = run([node, "audits.mjs", f"{server.url}/graphql"], seconds=120, AUDIT_TOKEN=server.token("ofsted"))

    assert outcome.returncode == 0, outcome.stderr
    results = json.loads(outcome.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len({result["id"] for result in results}) == AUDITS
