"""Links are absolute, typed, and the same in the body and in the header."""

from register.requests.features.links import GEOJSON, Place, header_of

PLACE = Place("https://register.example/gis/ogc")


def test_a_link_begins_with_the_address_that_the_caller_knows():
    link = PLACE.link("items", "/collections/homes/items", GEOJSON, title="The features", f="json")

    assert link == {
        "rel": "items",
        "type": GEOJSON,
        "href": "https://register.example/gis/ogc/collections/homes/items?f=json",
        "title": "The features",
    }


def test_a_document_links_to_itself_in_both_forms():
    assert [each["rel"] for each in PLACE.both("", html=False)] == ["self", "alternate"]
    assert [each["rel"] for each in PLACE.both("", html=True)] == ["alternate", "self"]


def test_the_header_says_what_the_links_say():
    assert header_of([PLACE.link("next", "/x", GEOJSON)]) == (
        '<https://register.example/gis/ogc/x>; rel="next"; type="application/geo+json"'
    )
