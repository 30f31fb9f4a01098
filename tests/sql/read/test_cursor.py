"""Cursors: sealed, padded, and of no use but for the question that they were given for."""

import base64
from datetime import date
from uuid import UUID

import pytest

from register.errors import BadInput
from register.sql.read.cursor import question_of, seal, unseal
from register.vocabulary import Agency, Caller
from tests.support import story
from tests.support.query_plans import plan

QUESTION = b"a question"
KEY = UUID("123e4567-e89b-42d3-a456-426614174000")
CALLER = Caller("tester", Agency.POLICE, story.NORTHBY, None, None, date(2026, 3, 2))


def test_a_cursor_gives_back_what_was_sealed_in_it():
    values = ["Ash House", 4, 2.5, True, date(2024, 2, 29), KEY, None]
    kinds = [str, int, float, bool, date, UUID, str]

    assert unseal(seal(values, QUESTION), QUESTION, kinds) == values


def test_a_change_of_any_byte_is_refused_in_the_same_words():
    sealed = base64.urlsafe_b64decode(seal(["SC900001"], QUESTION) + "==")
    refusals = set()

    for number in range(len(sealed)):
        changed = bytearray(sealed)
        changed[number] ^= 1
        with pytest.raises(BadInput) as refusal:
            unseal(base64.urlsafe_b64encode(bytes(changed)).decode(), QUESTION, [str])
        refusals.add(str(refusal.value.extensions) + refusal.value.message)

    assert len(sealed) > 64
    assert len(refusals) == 1


@pytest.mark.parametrize("cursor", ["", "a", "====", "SC900001", "é", "\ud800", "A" * 500, "a b", "\x00"])
def test_what_never_was_a_cursor_is_refused(cursor):
    with pytest.raises(BadInput, match="does not belong to this question"):
        unseal(cursor, QUESTION, [str])


def test_a_cursor_cut_short_or_made_longer_is_refused():
    sealed = seal(["SC900001"], QUESTION)

    for changed in (sealed[:-1], sealed[:-4], sealed + "AAAA", sealed * 2):
        with pytest.raises(BadInput):
            unseal(changed, QUESTION, [str])


def test_a_cursor_of_another_question_is_refused():
    with pytest.raises(BadInput):
        unseal(seal(["SC900001"], QUESTION), b"another question", [str])


def test_the_length_of_a_cursor_does_not_tell_the_length_of_a_value():
    lengths = {len(seal(["x" * length], QUESTION)) for length in range(1, 60)}

    assert len(lengths) == 1


def test_a_cursor_holds_no_value_in_plain_text_and_is_never_the_same_twice():
    first, second = seal(["Ash House"], QUESTION), seal(["Ash House"], QUESTION)

    assert first != second
    assert b"Ash" not in base64.urlsafe_b64decode(first + "==")


BASE = '{ homes(area: {code: "E23000005"}, where: {places: {gte: 2}}, orderBy: [{field: NAME}]) { nodes { urn } } }'


def question(text, caller=CALLER):
    made = plan(text)
    return question_of(made.read, made.bind({}), caller)


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("E23000005", "E23000010"),
        BASE.replace('{code: "E23000005"}', "{mine: true}"),
        BASE.replace("gte: 2", "gte: 3"),
        BASE.replace("gte: 2", "gt: 2"),
        BASE.replace("{places: {gte: 2}}", "{not: {places: {gte: 2}}}"),
        BASE.replace("{places: {gte: 2}}", "{places: {isNull: true}}"),
        BASE.replace("field: NAME", "field: NAME, direction: DESC"),
        BASE.replace("field: NAME", "field: POSTCODE"),
        BASE.replace(") {", ', asOf: "2024-01-01T00:00:00Z") {', 1),
        BASE.replace(") {", ', validOn: "2024-01-01") {', 1),
    ],
)
def test_a_cursor_is_bound_to_area_filter_order_and_time(text):
    assert text != BASE
    assert question(text) != question(BASE)


@pytest.mark.parametrize(
    "caller",
    [
        Caller("tester", Agency.LOCAL_AUTHORITY, story.NORTHBY, None, None, CALLER.today),
        Caller("tester", Agency.POLICE, story.SOUTHBY, None, None, CALLER.today),
        Caller("tester", Agency.POLICE, story.NORTHBY, "story-trust", None, CALLER.today),
    ],
)
def test_a_cursor_is_bound_to_the_body_that_asked(caller):
    assert question(BASE, caller) != question(BASE)


def test_a_cursor_is_not_bound_to_what_is_shown_how_much_or_who_asks_for_the_body():
    other = Caller("colleague", Agency.POLICE, story.NORTHBY, None, None, date(2026, 3, 9))

    assert question(BASE.replace("urn", "name"), other) == question(BASE)
    assert question(BASE.replace(") {", ", first: 3) {", 1)) == question(BASE)


def test_a_colleague_goes_on_where_the_page_ended_and_a_neighbour_does_not(ask):
    text = "query($a: String) { homes(first: 2, after: $a) { nodes { urn } pageInfo { endCursor } } }"
    cursor = ask(text, "police", story.NORTHBY, a=None).data["homes"]["pageInfo"]["endCursor"]

    colleague = ask(text, "police", story.NORTHBY, subject="colleague", a=cursor)
    neighbour = ask(text, "police", story.SOUTHBY, a=cursor)

    assert [home["urn"] for home in colleague.data["homes"]["nodes"]] == [story.OUTSIDE, story.ON_THE_LINE]
    assert (neighbour.codes, neighbour.reads, neighbour.data) == (["REQUEST_BAD_INPUT"], [], {"homes": None})
