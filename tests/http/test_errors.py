"""Refusals are told in full, logged and counted, and faults in no words of theirs."""

from structlog.testing import capture_logs

from register.errors import InvalidRequest, TooComplex, Unauthenticated, Unavailable
from register.http.counts import COUNTS
from register.http.errors import log_fault, log_refusal, told
from register.identity.causes import Cause
from register.requests.graphql.documents import InvalidDocument


def test_a_refusal_is_told_with_its_details_and_a_bad_document_with_every_fault():
    faults = [{"message": "One."}, {"message": "Two."}]

    assert told(TooComplex("Too much.", limit="cost", max=1))[0]["extensions"]["limit"] == "cost"
    assert told(InvalidDocument(faults)) == faults


def test_a_document_that_cannot_be_read_is_told_with_its_place():
    (error,) = told(InvalidRequest("No.", line=2, column=7))

    assert error["locations"] == [{"line": 2, "column": 7}]


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


def test_a_refusal_is_counted_and_of_a_refused_sign_in_only_the_cause_is_logged():
    codes, causes = dict(COUNTS.refusals), dict(COUNTS.sign_ins)
    with capture_logs() as logged:
        log_refusal(Unauthenticated(Cause.EXPIRED), "9")
        log_refusal(TooComplex("Too much.", limit="cost", max=1), "10")

    assert [(entry["cause"], entry["request"]) for entry in logged] == [
        ("expired", "9"),
        ("REQUEST_TOO_COMPLEX", "10"),
    ]
    grown = {code: count - codes[code] for code, count in COUNTS.refusals.items() if count != codes[code]}
    assert grown == {"IDENTITY_UNAUTHENTICATED": 1, "REQUEST_TOO_COMPLEX": 1}
    assert COUNTS.sign_ins["expired"] == causes["expired"] + 1
