"""Simplified outlines, for drawing only: nothing is ever decided by them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from register.geo.boundary_files import Feature
from register.geo.crs import geometry_to_wgs84
from register.tables.areas import area, area_drawing

# About a metre: finer than a screen shows.
DECIMALS = 5


@dataclass(frozen=True, slots=True)
class DrawingReport:
    """The areas drawn again, those that had not changed, and those left out because the register lacks them."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_out: tuple[str, ...]


def import_drawings(connection: sa.Connection, features: Sequence[Feature], label: str) -> DrawingReport:
    """Keep these outlines as the drawings of their areas, in the place of earlier ones.

    label: what to show beside the drawing: its source, or that it is a demonstration outline.
    """
    codes = {feature.code for feature in features}
    held = set(connection.scalars(sa.select(area.c.code).where(area.c.code.in_(codes))))
    rows = [{"code": f.code, "geojson": _geojson(f), "label": label} for f in features if f.code in held]
    changed = _write(connection, rows) if rows else set()
    return DrawingReport(tuple(sorted(changed)), tuple(sorted(held - changed)), tuple(sorted(codes - held)))


def _write(connection: sa.Connection, rows: Sequence[dict[str, str]]) -> set[str]:
    new, old = insert(area_drawing).values(rows), area_drawing.c
    written = new.on_conflict_do_update(
        index_elements=["code"],
        set_={"geojson": new.excluded.geojson, "label": new.excluded.label},
        where=sa.or_(old.geojson != new.excluded.geojson, old.label != new.excluded.label),
    )
    return set(connection.scalars(written.returning(old.code)))


def _geojson(feature: Feature) -> str:
    shape = shapely.transform(geometry_to_wgs84(feature.geometry), lambda at: np.round(at, DECIMALS))
    written: str = shapely.to_geojson(shape)
    return written
