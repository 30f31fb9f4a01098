"""Looking for where a hidden home stands, as one would who has all day: circles, boxes and polygons that shrink."""

import math
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from register.geo.crs import point_to_wgs84
from tests.hostile.raw_requests import change, masked
from tests.hostile.sizes import size
from tests.support import story

EXAMPLES = size(60, 2_000)
STEPS = size(14, 24)
NEIGHBOUR = ("police", story.NORTHBY)
KEEPER = ("ofsted", None)
BLIND = {
    "a statistician": ("dfe_statistics", None, None),
    "an inspector of police": ("hmicfrs", None, None),
    "a missing persons unit": ("ukmpu", None, None),
    "an interview provider": ("interview_provider", None, "story-trust"),
    "an auditor": ("auditor", None, None),
}
STANDS, STANDS_LATER = (395_000.0, 395_000.0), (397_000.0, 391_000.0)
# What the neighbour may know the place of: the premises of the story that stand in Northby, its edge included.
KNOWN = {
    story.INSIDE: (385_000.0, 395_000.0),
    story.ON_THE_LINE: (390_000.0, 395_000.0),
    story.IN_BOTH: (386_000.0, 396_000.0),
    story.PLAIN: (381_000.0, 391_000.0),
}
COUNTED = "{ totalCount nodes { urn } }"
MOVE = """
update register.premises p
   set point_27700 = st_setsrid(st_makepoint(:east, :north), 27700), longitude = :longitude, latitude = :latitude
  from register.home h where h.id = p.home_id and h.urn = :urn
"""


def near(east, north, radius_m):
    longitude, latitude = point_to_wgs84(east, north)
    return f"near: {{longitude: {longitude}, latitude: {latitude}, radiusM: {radius_m}}}"


SEARCH = """query Incident($lon: Float!, $lat: Float!, $r: Int!) {
    homes(area: {near: {longitude: $lon, latitude: $lat, radiusM: $r}}) { totalCount edges { node { urn } distanceM } }
}"""


def test_a_search_around_one_place_says_nothing_of_the_search_before_it(server):
    def search(urn, radius_m, force=story.NORTHBY):
        longitude, latitude = point_to_wgs84(*KNOWN[urn])
        page = server.ask(SEARCH, "police", force, lon=longitude, lat=latitude, r=radius_m).data["homes"]
        return {edge["node"]["urn"]: round(edge["distanceM"], 1) for edge in page["edges"]}

    first, narrow, elsewhere = search(story.INSIDE, 20_000), search(story.INSIDE, 1), search(story.PLAIN, 1)

    assert len(first) == len(KNOWN)
    assert (narrow, elsewhere) == ({story.INSIDE: 0.0}, {story.PLAIN: 0.0})
    assert search(story.INSIDE, 1, story.SOUTHBY) == {}


def box(west, south, east, north):
    """A box in degrees around a box in metres: it holds all of it, and little more."""
    corners = [point_to_wgs84(*corner) for corner in product((west, east), (south, north))]
    longitudes, latitudes = [corner[0] for corner in corners], [corner[1] for corner in corners]
    edges = {"west": min(longitudes), "south": min(latitudes), "east": max(longitudes), "north": max(latitudes)}
    return f"bbox: {{{', '.join(f'{name}: {value}' for name, value in edges.items())}}}"


def polygon(west, south, east, north):
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = [list(point_to_wgs84(*corner)) for corner in corners]
    return f'within: {{type: "Polygon", coordinates: [{ring}]}}'


def asked(area, root="homes", shown=COUNTED):
    return f"{{ {root}(area: {{{area}}}) {shown} }}"


class Seeker:
    """Asks as one caller, and keeps every answer that it got."""

    def __init__(self, server, agency, area=None, organisation=None):
        self.server, self.caller, self.organisation = server, (agency, area), organisation
        self.transcript, self.reads = [], []

    def count(self, area):
        """How many homes that are not known already are said to lie in an area."""
        answer = self.server.ask(asked(area), *self.caller, organisation=self.organisation)
        self.transcript.append(masked(answer))
        self.reads += answer.reads
        nodes = (answer.data.get("homes") or {}).get("nodes", []) if answer.data else []
        return len({node["urn"] for node in nodes} - set(KNOWN) - {story.AT_SEA})

    def halve(self, shape):
        """Where a home lies that is in Southby and is not known: halved and halved again."""
        west, south, east, north = story.EAST
        for step in range(STEPS):
            if step % 2:
                middle = (south + north) / 2
                south, north = (middle, north) if self.count(shape(west, middle, east, north)) else (south, middle)
            else:
                middle = (west + east) / 2
                west, east = (middle, east) if self.count(shape(middle, south, east, north)) else (west, middle)
        return (west + east) / 2, (south + north) / 2

    def close_in(self):
        """The same by circles: four around the middle of what is left, of which the first that answers is taken."""
        east, north, radius_m = 395_000.0, 395_000.0, 7_100
        for _ in range(STEPS // 2):
            step = radius_m / 2
            for way in product((-step, step), repeat=2):
                if self.count(near(east + way[0], north + way[1], max(5, math.ceil(step * 1.5)))):
                    east, north = east + way[0], north + way[1]
                    break
            radius_m = step * 1.5
        return east, north


# How each way of seeking goes, and how near it comes, in metres, to a home that one may know of. A box in degrees is
# a little larger than one in metres, and so leads astray by as much.
ATTACKS = {
    "boxes": (lambda seeker: seeker.halve(box), 1_500),
    "polygons": (lambda seeker: seeker.halve(polygon), 10_000 / 2 ** (STEPS // 2)),
    "circles": (lambda seeker: seeker.close_in(), 7_100 * 0.75 ** (STEPS // 2)),
}


@pytest.mark.parametrize(("attack", "_"), ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("caller", BLIND.values(), ids=BLIND)
def test_who_may_know_no_place_is_refused_at_every_step_with_the_same_bytes_and_nothing_is_read(
    server, caller, attack, _
):
    seeker = Seeker(server, *caller)
    attack(seeker)

    told = {body for _, _, body in seeker.transcript}
    assert len(told) == 1
    assert b'"POLICY_FORBIDDEN' in told.pop()
    assert len(seeker.transcript) >= STEPS
    assert seeker.reads == []


def move(world, place):
    longitude, latitude = point_to_wgs84(*place)
    east, north = place
    given = {"east": east, "north": north, "longitude": longitude, "latitude": latitude, "urn": story.OUTSIDE}
    assert change(world, MOVE, **given) == 1


@pytest.mark.parametrize(("attack", "reached_m"), ATTACKS.values(), ids=ATTACKS)
def test_the_force_next_door_is_told_the_same_at_every_step_wherever_the_home_stands(world, attack, reached_m):
    here = Seeker(world, *NEIGHBOUR)
    attack(here)
    keeper = Seeker(world, *KEEPER)
    found_here = attack(keeper)
    move(world, STANDS_LATER)
    there, keeper_there = Seeker(world, *NEIGHBOUR), Seeker(world, *KEEPER)
    attack(there)
    found_there = attack(keeper_there)
    move(world, STANDS)

    assert there.transcript == here.transcript
    assert not any(story.OUTSIDE.encode() in body for _, _, body in here.transcript)
    # The attack is a real one: whoever may know the place is led to it, before and after.
    assert keeper.transcript != keeper_there.transcript
    assert math.dist(found_here, STANDS) < reached_m
    assert math.dist(found_there, STANDS_LATER) < reached_m


SIMPLE = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
EASTINGS = st.floats(376_000, 404_000, allow_nan=False)
NORTHINGS = st.floats(386_000, 404_000, allow_nan=False)


def told_of(server, area, caller=NEIGHBOUR):
    """The homes of an answer, how many it counts, and the distances that it tells."""
    shown = "{ totalCount edges { distanceM node { urn } } }"
    homes = server.ask(asked(area, shown=shown), *caller).data["homes"]
    inspections = server.ask(asked(area, "inspections", "{ totalCount nodes { home { urn } } }"), *caller).data
    seen = {node["home"]["urn"] for node in inspections["inspections"]["nodes"]}
    return {edge["node"]["urn"]: edge["distanceM"] for edge in homes["edges"]}, homes["totalCount"], seen


@SIMPLE
@given(east=EASTINGS, north=NORTHINGS, radius_m=st.sampled_from((5, 100, 1_000, 3_000, 6_000, 12_000, 20_000)))
def test_a_circle_answers_a_force_with_its_own_homes_alone_wherever_it_lies(server, east, north, radius_m):
    far = {urn: math.dist((east, north), place) for urn, place in KNOWN.items()}
    assume(all(abs(metres - radius_m) > 0.5 for metres in far.values()))

    homes, counted, inspected = told_of(server, near(east, north, radius_m))

    assert set(homes) == {urn for urn, metres in far.items() if metres < radius_m}
    assert counted == len(homes)
    assert inspected == {story.INSIDE} & set(homes)
    assert {urn: pytest.approx(far[urn], abs=0.5) for urn in homes} == homes


@SIMPLE
@given(
    west=EASTINGS,
    south=NORTHINGS,
    width=st.floats(50, 20_000),
    height=st.floats(50, 15_000),
    shape=st.sampled_from((box, polygon)),
)
def test_a_box_or_a_polygon_answers_a_force_with_its_own_homes_alone_wherever_it_lies(
    server, west, south, width, height, shape
):
    edges = (west, south, west + width, south + height)
    # A straight line in degrees is not quite one in metres: places near an edge prove nothing.
    slack_m = max(width, height) * 0.02 + 1
    sure, maybe = (
        {
            urn
            for urn, (east, north) in KNOWN.items()
            if edges[0] - slack <= east <= edges[2] + slack and edges[1] - slack <= north <= edges[3] + slack
        }
        for slack in (-slack_m, slack_m)
    )

    homes, counted, inspected = told_of(server, shape(*edges))

    assert sure <= set(homes) <= maybe
    assert counted == len(homes)
    assert inspected == {story.INSIDE} & set(homes)


def test_the_smallest_circle_on_a_hidden_home_is_answered_like_one_on_an_empty_field(server):
    hidden = [STANDS, (394_000.0, 394_000.0), (379_000.0, 395_000.0)]
    field = [(393_211.0, 392_417.0), (398_002.0, 399_111.0)]
    told = [
        masked(server.ask(asked(near(east, north, radius_m)), *NEIGHBOUR))
        for east, north in (*hidden, *field)
        for radius_m in (5, 50, 500)
    ]

    assert len({body for _, _, body in told}) == 1
    assert server.ask(asked(near(*STANDS, 5)), *NEIGHBOUR).data["homes"] == {"totalCount": 0, "nodes": []}
    assert server.ask(asked(near(*STANDS, 5)), *KEEPER).data["homes"]["nodes"] == [{"urn": story.OUTSIDE}]
