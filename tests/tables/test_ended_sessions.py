"""Sessions that were signed out of: each of one person of a body that is known."""

import pytest

from register import tables
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({}, None), ({"agency": "press"}, "agency_code_known"), ({"subject": None}, "subject is empty")],
)
def test_a_session_is_of_a_person_of_a_body(connection, given, refusal):
    assert refused_by(connection, tables.ended_session, **{"subject": "tester", "agency": "ofsted"} | given) == refusal
