"""Whole files in the input of a command."""

import pytest

from register.errors import BadInput
from register.requests.graphql.documents import Documents
from register.requests.graphql.input_sizes import check_variables
from register.requests.graphql.uploads import file_fields, without_files
from register.settings import Settings
from register.vocabulary import Agency
from tests.support.query_plans import SCHEMA

SETTINGS = Settings()
FILE = frozenset({"file"})
DOCUMENTS = Documents(SCHEMA, SETTINGS)
ASKED = "{ importHomes(input: %s) { problems { code } } }"
# A file, in an input that is a variable, and as a variable of its own: whatever they are called.
WHOLE = f"mutation($list: ImportHomesInput!) {ASKED % '$list'}"
APART = f"mutation($f: String!, $k: String!) {ASKED % '{file: $f, name: $k, idempotencyKey: $k}'}"
IN_A_FRAGMENT = f"mutation($input: ImportHomesInput!) {{ ...M }} fragment M on Mutation {ASKED % '$input'}"


def operation(text=WHOLE):
    return DOCUMENTS.ready(text).choose(None)


def test_whoever_may_carry_out_the_command_that_takes_a_file_may_send_one():
    takers = {agency: file_fields(agency) for agency in Agency if file_fields(agency)}

    assert takers == {Agency.OFSTED: FILE, Agency.LOCAL_AUTHORITY: FILE}


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        (WHOLE, {"list": {"name": "a", "file": "x" * 10_001}}),
        (APART, {"f": "x" * 10_001, "k": "a"}),
        (IN_A_FRAGMENT, {"input": {"file": "x" * 10_001}}),
    ],
)
def test_a_file_may_be_longer_than_any_other_text_whatever_its_variable_is_called(text, sent):
    check_variables(without_files(sent, FILE, operation(text)), SETTINGS)
    with pytest.raises(BadInput):
        check_variables(without_files(sent, frozenset(), operation(text)), SETTINGS)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        (WHOLE, {"list": {"name": "x" * 10_001, "file": ""}}),
        (WHOLE, {"list": {"a": {"file": "x" * 10_001}}}),
        (WHOLE, {"file": "x" * 10_001}),
        (WHOLE, {"input": {"file": "x" * 10_001}}),
        (APART, {"k": "x" * 10_001}),
        ("query($f: String!) { homes(where: {name: {eq: $f}}) { totalCount } }", {"f": "x" * 10_001}),
    ],
)
def test_nothing_else_may(text, sent):
    with pytest.raises(BadInput):
        check_variables(without_files(sent, FILE, operation(text)), SETTINGS)


@pytest.mark.parametrize("sent", [{}, {"list": None}, {"list": ["file"]}, {"list": {"file": 7}}])
def test_what_holds_no_file_stays_as_it_is(sent):
    assert without_files(sent, FILE, operation()) == sent
