"""Buildings as commands give them: addresses in their parts, places on the grid, and what the postcode says of both."""

import pytest

from tests.keeping import building, new_home
from tests.story import INSIDE, PLAIN


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
