"""Reading what was downloaded: the manifest, the digests of the rows, and the rows themselves."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx2
import shapely

from register.requests.downloads.columns import Cell, Field
from register.requests.downloads.contents import rows_of
from register.requests.downloads.forms import Layer

MANIFEST, ROWS = ".manifest.json", ".rows.sha256"


@dataclass(frozen=True)
class Download:
    """What one archive holds. name: of the file in it; content: its bytes; lines: the digests of its rows."""

    name: str
    content: bytes
    lines: str
    manifest: dict[str, Any]

    def rows(self, folder: Path) -> dict[str, dict[str, Any]]:
        """Every row by its key: its values by name, and its coordinates."""
        about = self.manifest["contents"]
        fields = tuple(Field(each["name"], Cell(each["cell"])) for each in about["fields"])
        path = folder / self.name
        path.write_bytes(self.content)
        layer = Layer(self.manifest["collection"], fields, about["geometry"])
        return {
            row.key: dict(zip((each.name for each in fields), row.values, strict=True))
            | {"geometry": None if row.geometry is None else shapely.get_coordinates(shapely.from_wkb(row.geometry))}
            for row in rows_of(path, about["form"], layer, key=about["key"])
        }


def open_archive(response: httpx2.Response) -> Download:
    """The download that a response is."""
    assert response.status_code == 200, response.text
    with ZipFile(BytesIO(response.content)) as archive:
        (named,) = [each for each in archive.namelist() if each.endswith(MANIFEST)]
        name = named.removesuffix(MANIFEST)
        return Download(name, archive.read(name), archive.read(name + ROWS).decode(), json.loads(archive.read(named)))
