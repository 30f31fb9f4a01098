"""Buildings as commands give them: addresses in their parts, places on the grid, and what the postcode says of both."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support.command_client import building, new_home
from tests.support.story import INSIDE, PLAIN


def test_a_correction_of_an_address_leaves_the_place_and_one_of_the_place_the_address(keeper):
    shown = "address { paon street town postcode } location { longitude latitude precision }"
    before = keeper.read(PLAIN, shown)
    street = keeper.do("correctHome", PLAIN, shown=shown, premises=[{"street": "Kettle Lane"}])
    place = keeper.do("correctHome", PLAIN, shown=shown, premises=[{"longitude": -2.25, "latitude": 53.4}])

    assert street.home == before | {"address": before["address"] | {"street": "Kettle Lane"}}
    assert place.home["address"] == street.home["address"]
    assert place.home["location"] == {"longitude": -2.25, "latitude": 53.4, "precision": "UPRN"}


def test_a_place_that_is_not_known_after_all_is_taken_back_whole(keeper):
    nowhere = dict.fromkeys(("longitude", "latitude", "precision"))
    told = keeper.do("correctHome", INSIDE, shown="location { easting } force { code } name", premises=[nowhere])

    assert told.home["location"] is None
    assert keeper.scalar("select num_nulls(point_27700, longitude, easting, geojson) from register.premises p "
                         "join register.home h on h.id = p.home_id where h.urn = :urn", urn=INSIDE) == 4  # fmt: skip


def test_which_building_is_meant_is_told_by_its_key_or_it_is_the_main_one(keeper):
    keeper.do("registerHome", **new_home("SC970101", premises=[
        building(isMain=False, postcode="ZZ9 1ZZ"), building(postcode="ZZ9 2ZZ")]))  # fmt: skip
    annexe = keeper.read("SC970101", "premises { id isMain }")["premises"][1]["id"]
    told = keeper.do(
        "correctHome", "SC970101", shown="premises { isMain address { town } }",
        premises=[{"town": "Main"}, {"id": annexe, "town": "Annexe"}],
    )  # fmt: skip

    assert told.home["premises"] == [
        {"isMain": True, "address": {"town": "Main"}},
        {"isMain": False, "address": {"town": "Annexe"}},
    ]


@pytest.mark.parametrize("digits", [7, 9])
def test_a_place_comes_back_as_it_was_given(keeper, digits):
    given = building(postcode="ZZ9 3ZZ", longitude=round(-2.123456789, digits), latitude=round(53.456789123, digits))
    told = keeper.do(
        "registerHome", shown="location { longitude latitude }", **new_home(f"SC97020{digits}", premises=[given])
    )

    assert told.home["location"] == {"longitude": given["longitude"], "latitude": given["latitude"]}


def test_a_home_does_not_stand_far_from_itself(keeper):
    keeper.do("registerHome", **new_home("SC970102", premises=[building(postcode="ZZ9 4ZZ")]))

    told = keeper.do("correctHome", "SC970102", premises=[{"longitude": -2.3, "latitude": 53.5}])

    assert told.problems == []


# Where Kettle Row lies, in grid metres: the building of tests/support/command_client.py stands there.
AT, NORTH = (386_815.0, 394_821.0), 0.0449
FAR = [("RULE_POSTCODE_POSITION", "premises.0.postcode")]
FLAGS = "select p.quality_flags from register.premises p join register.home h on h.id = p.home_id where h.urn = :urn"


def publish(keeper, postcode, at=AT, **more):
    """Say where a postcode lies."""
    row = {"postcode": postcode, "easting": at[0], "northing": at[1], "source": "a test"} | more
    with keeper.server.owner.begin() as owner:
        owner.execute(tables.postcode.insert().values(**row))


@pytest.mark.parametrize(
    ("urn", "postcode", "latitude", "problems"),
    [
        ("SC970110", "ZZ8 1ZZ", 53.45, []),
        ("SC970111", "ZZ8 2ZZ", 53.45 + NORTH, []),
        ("SC970112", "ZZ8 3ZZ", 53.45 + NORTH + 0.0002, FAR),
        ("SC970113", "ZZ8 4ZZ", 53.45 - NORTH - 0.0002, FAR),
    ],
)
def test_a_building_stands_within_5_km_of_where_its_postcode_was_published_to_lie(
    keeper, urn, postcode, latitude, problems
):
    publish(keeper, postcode)

    told = keeper.do("registerHome", **new_home(urn, premises=[building(postcode=postcode, latitude=latitude)]))

    assert told.problems == problems
    assert keeper.scalar("select count(*) from register.home where urn = :urn", urn=urn) == (problems == [])


def test_a_postcode_that_has_ended_is_still_a_place(keeper):
    publish(keeper, "ZZ8 5ZZ", ended_on="1999-01-01")
    far, near = building(postcode="ZZ8 5ZZ", latitude=53.6), building(postcode="ZZ8 5ZZ")

    assert keeper.do("registerHome", **new_home("SC970114", premises=[far])).problems == FAR
    assert keeper.do("registerHome", **new_home("SC970114", premises=[near])).problems == []


def test_what_was_published_of_a_postcode_counts_before_where_other_homes_of_it_stand(keeper):
    away = building(postcode="ZZ8 6ZZ", latitude=53.6)
    keeper.do("registerHome", **new_home("SC970115", premises=[away]))
    publish(keeper, "ZZ8 6ZZ")

    assert keeper.do("registerHome", **new_home("SC970116", premises=[away])).problems == FAR
    assert keeper.do("registerHome", **new_home("SC970116", premises=[building(postcode="ZZ8 6ZZ")])).problems == []


def test_of_a_postcode_that_nobody_knows_nothing_is_said(keeper):
    told = keeper.do("registerHome", **new_home("SC970117", premises=[building(postcode="ZZ8 7ZZ", latitude=53.6)]))

    assert told.problems == []


def test_premises_are_changed_and_corrected_within_5_km_of_their_postcode_or_not_at_all(keeper):
    publish(keeper, "ZZ8 8ZZ")
    publish(keeper, "ZZ8 9ZZ", (AT[0] + 6_000, AT[1]))
    keeper.do("registerHome", **new_home("SC970118", premises=[building(postcode="ZZ8 8ZZ")]))
    moved = {"changedOn": "2024-06-01", "premises": [building(postcode="ZZ8 9ZZ")]}

    assert keeper.do("changePremises", "SC970118", **moved).problems == FAR
    assert keeper.do("correctHome", "SC970118", premises=[{"postcode": "ZZ8 9ZZ"}]).problems == FAR
    assert keeper.do("correctHome", "SC970118", premises=[{"latitude": 53.6}]).problems == FAR
    assert keeper.do("correctHome", "SC970118", premises=[{"postcode": "ZZ8 9ZZ", "longitude": -2.15}]).problems == []


def test_what_was_far_from_its_postcode_is_corrected_piece_by_piece_and_then_no_longer_flagged(keeper):
    keeper.do("registerHome", **new_home("SC970119", premises=[building(postcode="ZZ7 1ZZ", latitude=53.6)]))
    publish(keeper, "ZZ7 1ZZ")
    with keeper.server.owner.begin() as owner:
        home_id = owner.execute(sa.select(tables.home.c.id).where(tables.home.c.urn == "SC970119")).scalar_one()
        mine = tables.premises.update().where(tables.premises.c.home_id == home_id)
        owner.execute(mine.values(quality_flags=["far_from_postcode", "position_to_check"]))

    assert keeper.do("correctHome", "SC970119", premises=[{"street": "Kettle Lane"}]).problems == []
    assert keeper.scalar(FLAGS, urn="SC970119") == ["far_from_postcode", "position_to_check"]
    assert keeper.do("correctHome", "SC970119", premises=[{"latitude": 53.61}]).problems == FAR
    assert keeper.do("correctHome", "SC970119", premises=[{"latitude": 53.45}]).problems == []
    assert keeper.scalar(FLAGS, urn="SC970119") == ["position_to_check"]
