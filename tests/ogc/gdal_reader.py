"""GDAL, in a process of its own: it keeps Python waiting while it reads, and the server of a test is Python too."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pyogrio


def read_by_gdal(environment: Mapping[str, str], **asked: Any) -> dict[str, Any]:
    """What GDAL says of a layer, and reads of it. environment: the settings of GDAL by which it signs in."""
    told = subprocess.run(  # noqa: S603 - this module, run by this interpreter
        [sys.executable, "-m", "tests.ogc.gdal_reader", json.dumps(asked)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def _read(url: str, layer: str, **options: Any) -> dict[str, Any]:
    """The names of the layers; of one, what it says it is and what it holds."""
    source = f"OAPIF:{url}/ogc"
    sign_in = {name: value for name, value in options.items() if name == "USERPWD"}
    info = pyogrio.read_info(source, layer=layer, **sign_in)
    box = tuple(options.pop("bbox")) if "bbox" in options else None
    meta, _, geometry, fields = pyogrio.raw.read(source, layer=layer, bbox=box, **options)
    columns = dict(zip(meta["fields"], fields, strict=True))
    return {
        "layers": [] if sign_in else [name for name, _ in pyogrio.list_layers(source)],
        "fields": list(info["fields"]),
        "features": info["features"],
        "crs": meta["crs"],
        "count": len(geometry),
        "urns": [str(urn) for urn in columns.get("urn", ())],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_read(**json.loads(sys.argv[1]))))
