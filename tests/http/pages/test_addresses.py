"""Addresses: nobody is sent elsewhere, and filters stand in the address."""

import pytest

from register.http.pages.addresses import LONGEST, chosen, own_address, with_query


@pytest.mark.parametrize("own", ["/", "/homes", "/homes?name=Ash+House&after=abc%3D", "/homes/SC900001"])
def test_an_address_of_this_server_is_gone_on_to(own):
    assert own_address(own) == own


@pytest.mark.parametrize(
    "other",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/ /evil.example",
        "javascript:alert(1)",
        "homes",
        "/homes\r\nSet-Cookie: a=b",
        "/homes\\..\\x",
        "/høme",
        "",
        None,
        "/" + "a" * LONGEST,
    ],
)
def test_any_other_address_leads_to_the_first_page(other):
    assert own_address(other) == "/"


def test_a_link_keeps_the_filters_and_leaves_out_what_is_empty():
    assert with_query("/homes", [("name", "Ash & Elm"), ("kind", ""), ("after", "x")], after="y") == (
        "/homes?name=Ash+%26+Elm&after=y"
    )
    assert with_query("/homes", [("after", "x")], after=None) == "/homes"


def test_only_known_filters_that_say_something_are_taken():
    assert chosen({"name": " Ash ", "kind": " ", "evil": "x"}, ("name", "kind", "sector")) == {"name": "Ash"}
