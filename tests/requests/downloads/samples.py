"""Rows of every kind of value, for files of every form."""

from register.requests.downloads.columns import Cell, Field, Row, values_of
from register.requests.downloads.digests import Digests
from register.requests.downloads.forms import FORMS, OUTLINES, POINTS, Layer, wkb_of

FIELDS = (
    Field("urn", Cell.TEXT),
    Field("places", Cell.WHOLE),
    Field("distance", Cell.NUMBER),
    Field("open", Cell.FLAG),
    Field("registeredOn", Cell.DAY),
    Field("startedAt", Cell.INSTANT),
    Field("withheld", Cell.LIST),
)
TOLD = (
    ("SC900001", 3, 1.1, True, "2019-05-01", "2026-07-01T10:00:00.123456+01:00", ["name", "geometry"]),
    ("SC900002", None, None, None, None, None, []),
    ("=1+1, é", 2**40, -0.1, False, "1901-01-01", "1999-01-01T00:00:00Z", ["name"]),
)
GEOMETRIES = {
    POINTS: (
        {"type": "Point", "coordinates": [385_000.123, 395_000]},
        None,
        {"type": "Point", "coordinates": [-1.123456789, 53.3]},
    ),
    OUTLINES: (
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]},
        None,
        {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
    ),
}


def layer_of(kind=POINTS):
    """A layer of the samples."""
    return Layer("homes", FIELDS, kind)


def rows_of(kind=POINTS):
    """The samples, with places of a kind."""
    names = [each.name for each in FIELDS]
    told = [dict(zip(names, values, strict=True)) for values in TOLD]
    return [Row(e["urn"], values_of(e, FIELDS), wkb_of(g, kind)) for e, g in zip(told, GEOMETRIES[kind], strict=True)]


def write_file(folder, form, pages, kind=POINTS):
    """A file of a form with these pages of rows, and the digests of the rows."""
    path = folder / f"homes.{form}"
    writer = FORMS[form].writer(path, layer_of(kind))
    digests = Digests(has_geometry=FORMS[form].crs is not None)
    for page in pages:
        writer.add(page)
        digests.add(page)
    writer.close()
    return path, digests
