"""Days and instants at the ends of what can be written, at every place of the schema that takes one: never a fault."""

import pytest
from graphql import OperationType, get_named_type

from register.errors import Internal
from tests.hostile.positions import positions
from tests.hostile.sizes import size
from tests.hostile.texts import VARIABLE, Writer
from tests.hostile.values import Values
from tests.support import story

INSTANTS = (
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2026-12-31",
    "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00Z",
    "2026-12-31T00:00:00",
    "",
)
DAYS = ("9999-12-31", "0001-01-01", "2024-02-30", "2026-12-31T00:00:00Z", "")
EXTREMES = {"DateTime": INSTANTS, "Date": DAYS}
CALLERS = (("police", story.NORTHBY), ("ofsted", None), ("auditor", None))
TAKEN = size(3, 10)
# So many places there were when this test was written. A smaller schema is a smaller number; look before you write it.
AT_LEAST = 50


def places():
    """One place for each name of the schema that takes a day or an instant, wherever else that name is met."""
    asked = (OperationType.QUERY, OperationType.MUTATION)
    found = [place for place in positions() if get_named_type(place.kind).name in EXTREMES]
    return list({place.coordinate: place for place in found if place.holder.operation in asked}.values())


def asked_at(place):
    """A document with a variable at a place, and the variables with each extreme value in turn."""
    text = Writer(Values()).own(place)
    for value in EXTREMES[get_named_type(place.kind).name][:TAKEN]:
        given = [value] if str(place.kind).startswith("[") else value
        yield text.text, {**text.asked[0], VARIABLE: given}


def test_the_places_are_found():
    assert len(places()) >= AT_LEAST


@pytest.mark.parametrize("place", places(), ids=lambda place: place.coordinate)
def test_no_day_and_no_instant_is_a_fault_of_the_register(world, place):
    for text, variables in asked_at(place):
        for agency, area in CALLERS:
            answer = world.ask(text, agency, area, **variables)

            assert answer.status != Internal.status, (variables[VARIABLE], agency)
            assert Internal.code not in answer.codes, (variables[VARIABLE], agency)


@pytest.mark.parametrize("value", INSTANTS[:2])
def test_an_instant_that_no_clock_of_the_register_can_show_is_refused_in_fixed_words(world, value):
    for given in (f'"{value}"', "$at"):
        head = "query($at: DateTime)" if given == "$at" else ""
        answer = world.ask(
            f"{head} {{ homes(asOf: {given}) {{ totalCount }} }}", "ofsted", **({"at": value} if head else {})
        )

        assert (answer.status, answer.codes) == (400, ["REQUEST_INVALID"])
        assert value not in answer.body.decode()
