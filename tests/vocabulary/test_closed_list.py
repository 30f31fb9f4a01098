"""A closed list: each of its members is a plain text, and says what it means."""

import json

import pytest

from register.vocabulary import Agency, ClosedList, Judgement


class Colour(ClosedList):
    """Invented."""

    RED = "red", "As blood."
    DARK_BLUE = "dark blue", "As the sea."


def test_a_member_is_its_code_and_carries_its_meaning():
    assert Colour.RED == "red"
    assert (Colour.RED.value, Colour.RED.name, Colour.RED.description) == ("red", "RED", "As blood.")
    assert f"{Colour.DARK_BLUE}" == "dark blue"


def test_a_member_is_found_by_its_code_and_not_by_its_meaning():
    assert Colour("dark blue") is Colour.DARK_BLUE
    with pytest.raises(ValueError, match="is not a valid Colour"):
        Colour("As the sea.")


def test_a_member_is_written_as_a_text():
    assert json.dumps([Agency.POLICE, Judgement.GOOD]) == '["police", "good"]'


def test_a_member_without_a_meaning_is_no_member():
    with pytest.raises(TypeError, match="'pink' is declared without a description"):

        class Shade(ClosedList):
            """Invented."""

            PINK = "pink"
