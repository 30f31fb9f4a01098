"""A home moves: the old building is closed and kept, the new one placed in the same transaction."""

import uuid

import pytest

from tests.support.command_client import building, new_home
from tests.support.story import NORTHBY, SOUTHBY

EAST = {"longitude": -2.0767566, "latitude": 53.4517508}


@pytest.fixture
def urn(keeper):
    """A home of this test's own, in Northby since May 2024."""
    made = f"{uuid.uuid4().int % 9_000_000 + 1_000_000}"
    keeper.do("registerHome", **new_home(made, premises=[building(postcode="ZZ4 4ZZ", uprn="900000000123")]))
    return made


def names(keeper, urn):
    seen = "query ($urn: Urn!) { home(urn: $urn) { name } }"
    return [keeper.server.ask(seen, "police", force, urn=urn).data["home"]["name"] for force in (NORTHBY, SOUTHBY)]


def test_a_home_that_moves_over_the_line_is_seen_by_its_new_force_at_once_and_no_more_by_the_old(keeper, urn):
    before = names(keeper, urn)
    moved = building(postcode="ZZ5 5ZZ", **EAST)
    told = keeper.do("changePremises", urn, shown="force { code } postcode", changedOn="2025-03-01", premises=[moved])

    assert before == ["Rook House", None]
    assert (told.problems, told.home) == ([], {"force": {"code": SOUTHBY}, "postcode": "ZZ5 5ZZ"})
    assert names(keeper, urn) == [None, "Rook House"]


def test_where_it_stood_before_is_kept_for_its_time(keeper, urn):
    keeper.do("changePremises", urn, changedOn="2025-03-01", premises=[building(postcode="ZZ5 5ZZ", **EAST)])
    then = "query ($urn: Urn!, $on: Date) { home(urn: $urn, validOn: $on) { premises { postcode } } }"

    found = [
        keeper.server.ask(then, "ofsted", urn=urn, on=day).data["home"]["premises"]
        for day in ("2025-02-28", "2025-03-01")
    ]
    links = """select array_agg(concat_ws(' ', r.area_code, r.valid_from, coalesce(r.valid_to::text, '-'))
                                order by r.area_code)
                 from register.home_reach r join register.area a on a.code = r.area_code and a.kind = 'force'
                 join register.home h on h.id = r.home_id where h.urn = :urn"""
    assert found == [[{"postcode": "ZZ4 4ZZ"}], [{"postcode": "ZZ5 5ZZ"}]]
    assert keeper.scalar(links, urn=urn) == [f"{NORTHBY} 2024-05-01 2025-03-01", f"{SOUTHBY} 2025-03-01 -"]


def test_a_building_is_added_while_the_others_are_kept(keeper, urn):
    main = keeper.read(urn, "premises { id }")["premises"][0]["id"]
    annexe = building(isMain=False, postcode="ZZ5 5ZZ", **EAST)
    told = keeper.do(
        "changePremises", urn, shown="premises { isMain postcode validFrom }", changedOn="2025-03-01",
        premises=[annexe], keep=[main],
    )  # fmt: skip

    assert told.home["premises"] == [
        {"isMain": True, "postcode": "ZZ4 4ZZ", "validFrom": "2024-05-01"},
        {"isMain": False, "postcode": "ZZ5 5ZZ", "validFrom": "2025-03-01"},
    ]
    assert names(keeper, urn) == ["Rook House", "Rook House"]


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({"changedOn": "2024-05-01"}, [("RULE_DATES_ORDER", "changedOn")]),
        ({"changedOn": "2999-05-01"}, [("RULE_DATE_IN_FUTURE", "changedOn")]),
        ({"premises": []}, [("RULE_MAIN_PREMISES", "premises")]),
        ({"premises": [building(isMain=False)]}, [("RULE_MAIN_PREMISES", "premises")]),
        ({"keep": [str(uuid.uuid4())]}, [("POLICY_NOT_FOUND", "keep")]),
        ({"keep": ["no key"]}, [("POLICY_NOT_FOUND", "keep")]),
        ({"premises": [building(town="")]}, [("RULE_TEXT_EMPTY", "premises.0.town")]),
    ],
)
def test_a_move_against_a_rule_changes_nothing(keeper, urn, more, problems):
    given = {"changedOn": "2025-03-01", "premises": [building(**EAST)]} | more
    told = keeper.do("changePremises", urn, **given)

    assert (told.home, told.problems) == (None, problems)
    assert (keeper.version(urn), names(keeper, urn)) == (1, ["Rook House", None])
