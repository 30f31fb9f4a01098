"""The invented outlines tile the ground, and hold their own places."""

from functools import cache

import numpy as np
import pytest
import shapely

from register.geo.caller_geometry import as_ewkb
from register.geo.crs import point_to_grid
from register.geo.demonstration_outlines import demonstration_features
from register.geo.reference import authorities, force_names, region_names
from register.vocabulary import AreaKind

features = cache(demonstration_features)


def outlines(kind: AreaKind) -> dict[str, shapely.Geometry]:
    return {feature.code: feature.geometry for feature in features()[kind]}


def test_every_authority_force_and_region_is_there():
    assert outlines(AreaKind.AUTHORITY).keys() == {authority.code for authority in authorities()}
    assert outlines(AreaKind.FORCE).keys() == force_names().keys()
    assert outlines(AreaKind.REGION).keys() == region_names().keys()
    assert [len(features()[kind]) for kind in (AreaKind.AUTHORITY, AreaKind.FORCE, AreaKind.REGION)] == [175, 43, 9]


@pytest.mark.parametrize("kind", [AreaKind.AUTHORITY, AreaKind.FORCE, AreaKind.REGION])
def test_outlines_meet_without_gap_or_overlap(kind):
    shapes = np.array(list(outlines(kind).values()))

    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(shapely.union_all(shapes).area, rel=1e-12)


def test_every_inside_point_lies_in_its_own_authority_force_and_region():
    for authority in authorities():
        place = shapely.Point(point_to_grid(authority.longitude, authority.latitude))

        assert outlines(AreaKind.AUTHORITY)[authority.code].contains(place), authority.name
        assert outlines(AreaKind.FORCE)[authority.force].contains(place), authority.name
        if authority.region:
            assert outlines(AreaKind.REGION)[authority.region].contains(place), authority.name


@pytest.mark.parametrize(("kind", "belongs"), [(AreaKind.FORCE, "force"), (AreaKind.REGION, "region")])
def test_forces_and_regions_are_made_of_their_authorities_vertex_by_vertex(kind, belongs):
    for code, outline in outlines(kind).items():
        own = [outlines(AreaKind.AUTHORITY)[a.code] for a in authorities() if getattr(a, belongs) == code]
        vertices = {tuple(at) for at in shapely.get_coordinates(own)}

        assert {tuple(at) for at in shapely.get_coordinates(outline)} <= vertices
        assert outline.area == pytest.approx(shapely.area(own).sum(), rel=1e-12)


def test_the_outlines_are_the_same_each_time():
    again = demonstration_features()

    for kind, known in features().items():
        assert [as_ewkb(f.geometry) for f in again[kind]] == [as_ewkb(f.geometry) for f in known]


def test_the_published_homes_add_up():
    assert sum(authority.homes for authority in authorities()) == 4009
    assert len({authority.force for authority in authorities() if authority.homes}) == 38
