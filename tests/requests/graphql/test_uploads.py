"""Whole files in the input of a command."""

import pytest

from register.errors import BadInput
from register.requests.graphql.input_sizes import check_variables
from register.requests.graphql.uploads import file_fields, without_files
from register.schema.assemble import graphql_schema
from register.settings import Settings
from register.vocabulary import Agency

SETTINGS = Settings()
FILE = frozenset({"file"})


def test_whoever_may_carry_out_the_command_that_takes_a_file_may_send_one():
    assert graphql_schema()  # The commands are known once the schema is.
    assert {agency: file_fields(agency) for agency in Agency if file_fields(agency)} == {Agency.OFSTED: FILE}


def test_a_file_may_be_longer_than_any_other_text():
    sent = {"input": {"name": "a", "file": "x" * 10_001}}

    check_variables(without_files(sent, FILE), SETTINGS)
    with pytest.raises(BadInput):
        check_variables(without_files(sent, frozenset()), SETTINGS)


@pytest.mark.parametrize(
    "sent",
    [{"input": {"name": "x" * 10_001, "file": ""}}, {"input": {"a": {"file": "x" * 10_001}}}, {"file": "x" * 10_001}],
)
def test_nothing_else_may(sent):
    with pytest.raises(BadInput):
        check_variables(without_files(sent, FILE), SETTINGS)


@pytest.mark.parametrize("sent", [{}, {"input": None}, {"input": ["file"]}, {"input": {"file": 7}}])
def test_what_holds_no_file_stays_as_it_is(sent):
    assert without_files(sent, FILE) == sent
