"""Lists in a form have as many items as are asked for, and those that were left empty are taken out."""

import re

import pytest

from register.http.pages.desk import NEW
from register.http.pages.fields import fields_of
from register.http.pages.items import MOST, opened
from register.http.pages.typed import read_typed
from tests.http.pages.conftest import serve_pages
from tests.http.pages.test_desk import NEW as HOME
from tests.support.pages_client import plain, signed_in

FIELDS = fields_of("registerHome", frozenset())
LIST = "premises"
PARTS = ("postcode", "street", "town", "longitude", "latitude", "precision")


def names(fields):
    """The postcodes that a form asks for."""
    return [each.name for each in fields if each.name.endswith("postcode")]


def test_a_form_begins_with_one_item_and_has_one_more_each_time_it_is_asked_for():
    once, sent = opened(FIELDS, {"more": [LIST], "premises.postcode": ["A"]})
    twice, _ = opened(FIELDS, {**sent, "premises.2.postcode": ["B"]})

    assert names(opened(FIELDS, {})[0]) == ["premises.postcode"]
    assert names(once) == ["premises.postcode", "premises.2.postcode"]
    assert names(twice) == [*names(once), "premises.3.postcode"]


def test_an_item_that_was_left_empty_is_taken_out_and_the_ones_after_it_move_up():
    sent = {
        "premises items": ["3"],
        "premises.postcode": ["A"],
        "premises.2.postcode": [""],
        "premises.3.postcode": ["C"],
    }

    fields, kept = opened(FIELDS, sent)

    assert names(fields) == ["premises.postcode", "premises.2.postcode"]
    assert [each["postcode"] for each in read_typed(fields, kept).input[LIST]] == ["A", "C"]


@pytest.mark.parametrize("count", ["999999999999", "-1", "x", "٣"])
def test_no_form_has_more_items_than_there_is_room_for(count):
    sent = {"premises items": [count], **{f"premises.{n}.postcode": ["A"] for n in range(2, 40)}}

    assert len(names(opened(FIELDS, sent)[0])) in (1, MOST)


@pytest.fixture(scope="module")
def pages(cluster, story, worker):
    """A server of this module's own, which it changes."""
    with serve_pages(cluster, story, f"items_{worker}") as running:
        yield running


def test_a_home_of_two_buildings_is_registered_and_a_problem_is_at_its_building(pages):
    ofsted = signed_in(pages, "ofsted")
    first = HOME | {"urn": "SC991235", "premises.isMain": "yes"}
    more = ofsted.send(NEW[1].path, more=LIST, **first)
    both = first | {"premises items": "2"} | {f"premises.2.{name}": first[f"premises.{name}"] for name in PARTS}

    refused = ofsted.send(NEW[1].path, **both | {"premises.2.longitude": "far"})
    made = ofsted.send(NEW[1].path, **both | {"premises.2.isMain": "no"})

    assert more.status_code == 200
    assert re.findall(r'name="(premises\.2\.postcode)"', more.text)
    assert 'value="SC991235"' in more.text
    assert (refused.status_code, 'href="#premises.2.longitude"' in refused.text) == (422, True)
    assert made.status_code == 303, plain(made.text)[:500]
