"""`python -m tests.ogc.pictures ADDRESS`: the picture of QGIS for docs/, from a running demonstration."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from register.cli.keys import Wanted, issue_key, revoke_key
from register.vocabulary import Agency, Purpose

# Where Debian and Ubuntu put QGIS, for their own Python only.
SYSTEM_PYTHON = Path("/usr/bin/python3")
PICTURE = Path(__file__).resolve().parents[2] / "docs/pictures/qgis.png"
MERSEYSIDE = "E23000004"


def run_qgis(script: str, asked: Mapping[str, str], folder: Path) -> Any:
    """What a script of this folder says that runs QGIS. folder: its home, which it may fill."""
    ran = subprocess.run(  # noqa: S603 - the system's own Python, which has QGIS
        [SYSTEM_PYTHON, Path(__file__).with_name(script), json.dumps(asked)],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.stdout, ran.stderr[-2_000:]
    return json.loads(ran.stdout)


def take(address: str) -> None:
    """Take the picture with a key of its own, which ends with it."""
    wanted = Wanted(
        Agency.POLICE, MERSEYSIDE, None, Purpose.PREVENTION_ANALYSIS, (), doors=("features",), days=1, by="pictures"
    )
    number, password = (line.split()[1] for line in issue_key(wanted).splitlines()[:2])
    try:
        with TemporaryDirectory() as folder:
            asked = {"url": address, "user": number, "password": password, "file": str(PICTURE)}
            run_qgis("qgis_pictures.py", asked, Path(folder))
    finally:
        revoke_key(number)


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/"))
