"""Premises: their fields, and a place and an address that are told whole or not at all."""

import pytest

from tests.support.declared_types import lines_of, listed


def test_premises_have_these_fields():
    assert lines_of("Premises") == listed("""
        id: ID!
        isMain: Boolean
        location: Location
        address: Address
        postcode: String
        uprn: String
        usrn: String
        onEdge: Boolean
        inNoForce: Boolean
        validFrom: Date
    """)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Location",
            [
                "longitude: Float!",
                "latitude: Float!",
                "easting: Float!",
                "northing: Float!",
                "geojson: GeoJSON!",
                "precision: LocationPrecision!",
            ],
        ),
        (
            "Address",
            ["saon: String", "paon: String", "street: String", "locality: String", "town: String", "postcode: String"],
        ),
    ],
)
def test_a_place_is_whole_and_an_address_is_what_is_known_of_it(name, lines):
    assert lines_of(name) == lines


def test_a_place_is_told_in_metres_and_in_degrees_and_as_geojson(ask):
    text = '{ home(urn: "SC900001") { location { longitude latitude easting northing geojson precision } } }'

    place = ask(text, "ofsted").data["home"]["location"]

    assert (place["easting"], place["northing"], place["precision"]) == (385_000.0, 395_000.0, "UPRN")
    assert place["geojson"] == {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
    assert (-2.3 < place["longitude"] < -2.2, 53.4 < place["latitude"] < 53.5) == (True, True)


@pytest.mark.parametrize(
    ("urn", "told"), [("SC900003", (True, False)), ("SC900006", (False, True)), ("SC900001", (False, False))]
)
def test_premises_on_a_line_and_in_the_sea_say_so(ask, urn, told):
    text = "query($u: Urn!) { home(urn: $u) { premises { onEdge inNoForce } } }"

    (place,) = ask(text, "ofsted", u=urn).data["home"]["premises"]

    assert (place["onEdge"], place["inNoForce"]) == told
