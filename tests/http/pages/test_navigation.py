"""Which pages there are for whom."""

import pytest

from register.http.pages.navigation import PLACES, places_of
from register.http.pages.routes import PAGES
from register.vocabulary import Agency


def test_every_place_is_a_page():
    assert [place.path for place in PLACES if place.path not in PAGES] == []


@pytest.mark.parametrize(
    ("agency", "sees"),
    [(Agency.POLICE, True), (Agency.DFE_STATISTICS, True), (Agency.INTERVIEW_PROVIDER, False)],
)
def test_a_page_stands_where_it_shows_something(agency, sees):
    assert ("/homes" in {place.path for place in places_of(agency)}) is sees
