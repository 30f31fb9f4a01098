"""Which homes an area finds that is named."""

import pytest

from tests.support import story
from tests.support.story import NORTHBY, SOUTHBY

QUERY = "query($a: AreaInput) { homes(area: $a) { nodes { urn } } }"


def found(ask, area, agency, own=None):
    return {home["urn"] for home in ask(QUERY, agency, own, a=area).data["homes"]["nodes"]}


@pytest.mark.parametrize(
    ("code", "urns"),
    [
        (NORTHBY, set(story.SHOWN_IN_NORTHBY)),
        (SOUTHBY, set(story.SHOWN_IN_SOUTHBY)),
        (story.REGION, set(story.EVERY_URN)),
    ],
)
@pytest.mark.parametrize("agency", ["dfe_statistics", "cqc"])
def test_an_area_finds_its_homes_by_their_public_links(ask, agency, code, urns):
    assert found(ask, {"code": code}, agency) == urns


@pytest.mark.parametrize("agency", ["ofsted", "local_authority"])
@pytest.mark.parametrize(
    ("code", "urns"),
    [
        (NORTHBY, set(story.IN_NORTHBY)),
        (SOUTHBY, set(story.IN_SOUTHBY)),
        (story.SOUTHBY_COUNCIL, set(story.IN_SOUTHBY)),
    ],
)
def test_whoever_may_search_every_place_finds_exactly_the_homes_in_an_area_and_on_its_line(ask, agency, code, urns):
    own = story.NORTHBY_COUNCIL if agency == "local_authority" else None

    assert found(ask, {"code": code}, agency, own) == urns


@pytest.mark.parametrize(
    ("own", "by_mine", "elsewhere"),
    [
        (NORTHBY, set(story.IN_NORTHBY), set(story.SHOWN_IN_SOUTHBY)),
        (SOUTHBY, set(story.IN_SOUTHBY), set(story.SHOWN_IN_NORTHBY)),
    ],
)
def test_a_force_finds_exactly_the_homes_in_its_own_area_and_on_its_line_and_those_shown_in_another(
    ask, own, by_mine, elsewhere
):
    other = SOUTHBY if own == NORTHBY else NORTHBY

    assert found(ask, {"mine": True}, "police", own) == by_mine
    assert found(ask, {"code": own}, "police", own) == by_mine
    assert found(ask, {"code": other}, "police", own) == elsewhere


def test_without_a_purpose_an_area_finds_its_homes_by_their_public_links(ask):
    answer = ask("{ homes(area: {mine: true}) { nodes { urn } } }", "police", SOUTHBY, purpose=None)

    assert [home["urn"] for home in answer.data["homes"]["nodes"]] == list(story.SHOWN_IN_SOUTHBY)


def test_mine_is_the_callers_own_area(ask):
    assert found(ask, {"mine": True}, "police", SOUTHBY) == found(ask, {"code": SOUTHBY}, "police", SOUTHBY)
