"""Purposes are read from headers strictly; refusals are told in full and faults in no words of theirs."""

import pytest
from structlog.testing import capture_logs

from register.errors import BadInput, TooComplex, Unavailable
from register.http.errors import log_fault, log_refusal, new_number, purpose_of, told
from register.requests.graphql.documents import InvalidDocument
from register.vocabulary import Purpose


def test_the_purpose_is_that_of_the_one_header():
    assert purpose_of([(b"Register-Purpose", b"inspection"), (b"x", b"y")]) is Purpose.INSPECTION
    assert purpose_of([(b"x", b"inspection")]) is None


@pytest.mark.parametrize("values", [[b""], [b"INSPECTION"], [b"curiosity"], [b"\xff"], [b"inspection", b"inspection"]])
def test_any_other_purpose_is_refused(values):
    with pytest.raises(BadInput):
        purpose_of([(b"register-purpose", value) for value in values])


def test_a_refusal_is_told_with_its_details_and_a_bad_document_with_every_fault():
    faults = [{"message": "One."}, {"message": "Two."}]

    assert told(TooComplex("Too much.", limit="cost", max=1))[0]["extensions"]["limit"] == "cost"
    assert told(InvalidDocument(faults)) == faults


def test_a_fault_is_logged_by_its_kind_and_place_and_never_by_its_words():
    with capture_logs() as logged:
        try:
            raise ValueError("secret")
        except ValueError as fault:
            log_fault(fault, "7")
            refusal = Unavailable("No.")
            refusal.__cause__ = fault
            log_refusal(refusal, "8")

    assert [(entry["cause"], entry["kind"], entry["request"]) for entry in logged] == [
        ("fault", "ValueError", "7"),
        ("SYSTEM_UNAVAILABLE", "ValueError", "8"),
    ]
    assert "test_errors.py" in logged[0]["at"]
    assert "secret" not in str(logged)


def test_numbers_differ():
    assert len({new_number() for _ in range(100)}) == 100
