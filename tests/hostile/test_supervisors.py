"""Who saw a home, asked by those appointed to watch over a body: of their own people, and of nobody else's."""

import pytest

from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.sealer import Sealer
from register.settings import Settings
from register.tables import appointment
from tests.sealing.conftest import seal_all
from tests.support.story import INSIDE, NORTHBY, ON_THE_LINE, OUTSIDE, SOUTHBY

SAW = """
query ($urn: String!) {
  accessLog(where: {consulted: {some: {key: {eq: $urn}}}}) {
    totalCount nodes { subject area consulted { key } }
  }
}
"""
READS = (
    ("police", NORTHBY, "officer 1", ON_THE_LINE),
    ("police", NORTHBY, "officer 2", INSIDE),
    ("police", SOUTHBY, "officer 3", ON_THE_LINE),
    ("police", SOUTHBY, "officer 4", OUTSIDE),
    ("ofsted", None, "regulator", ON_THE_LINE),
)


@pytest.fixture(scope="module")
def watched(world, tmp_path_factory):
    """A register that some have read, whose log is sealed, and each force of which has a supervisor."""
    folder = tmp_path_factory.mktemp("seals")
    for agency, area, subject, urn in READS:
        world.ask(f'{{ home(urn: "{urn}") {{ name }} }}', agency, area, subject=subject)
    appointed = {"agency": "police", "role": "supervisor", "valid_from": "2020-01-01", "appointed_by": "tests"}
    with world.owner.begin() as owner:
        for subject, area in (("sergeant", NORTHBY), ("other sergeant", SOUTHBY)):
            owner.execute(appointment.insert().values(subject=subject, area=area, **appointed))
    given = Settings(seal_note_s=0)
    seal_all(Sealer(world.owner, open_key(given, folder), FileHolder(folder / "heads.log"), given=given))
    return world


def saw(server, urn, agency, area, subject):
    answer = server.ask(SAW, agency, area, subject=subject, urn=urn)
    assert answer.codes == [], answer.json
    found = answer.data["accessLog"]
    assert found["totalCount"] == len(found["nodes"])
    assert all({"key": urn} in node["consulted"] for node in found["nodes"])
    return {(node["subject"], node["area"]) for node in found["nodes"]}


@pytest.mark.parametrize(
    ("urn", "agency", "area", "subject", "seen"),
    [
        (ON_THE_LINE, "police", NORTHBY, "sergeant", {("officer 1", NORTHBY)}),
        (ON_THE_LINE, "police", SOUTHBY, "other sergeant", {("officer 3", SOUTHBY)}),
        (INSIDE, "police", NORTHBY, "sergeant", {("officer 2", NORTHBY)}),
        (INSIDE, "police", SOUTHBY, "other sergeant", set()),
        (OUTSIDE, "police", NORTHBY, "sergeant", set()),
        (
            ON_THE_LINE,
            "auditor",
            None,
            "tester",
            {("officer 1", NORTHBY), ("officer 3", SOUTHBY), ("regulator", None)},
        ),
    ],
)
def test_a_supervisor_sees_who_saw_a_home_among_the_bodys_own_people_alone(watched, urn, agency, area, subject, seen):
    assert saw(watched, urn, agency, area, subject) == seen


@pytest.mark.parametrize(("area", "subject"), [(SOUTHBY, "sergeant"), (NORTHBY, "officer 1"), (NORTHBY, "tester")])
def test_whoever_was_not_appointed_by_that_body_is_refused_before_any_read(watched, area, subject):
    answer = watched.ask(SAW, "police", area, subject=subject, urn=INSIDE)

    assert (answer.codes, answer.reads) == (["POLICY_FORBIDDEN"], [])
