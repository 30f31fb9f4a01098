"""The list of agency keys, for people and for programs."""

import json

from register.cli.key_list import COLUMNS, listing, listing_json
from register.cli.keys import issue_key
from tests.cli.test_keys import own_file, parts, served, wanted

__all__ = ["own_file", "served"]


def test_without_keys_a_list_says_so_and_a_program_gets_an_empty_one(own_file):
    assert (listing(), listing_json()) == ("There are no keys.", "[]")


def test_a_list_has_every_key_and_nothing_that_opens_anything(served):
    user, password = parts(issue_key(wanted(networks=("127.0.0.1",))))
    (found,) = json.loads(listing_json())

    assert (found["number"], found["agency"], found["state"], found["last used"]) == (user, "police", "good", None)
    assert listing().splitlines()[0].split() == " ".join(COLUMNS).split()
    assert password not in listing() + listing_json()
