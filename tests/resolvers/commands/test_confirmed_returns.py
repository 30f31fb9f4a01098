"""A return with many more or many fewer rows than last year's is confirmed by its authority before it is submitted."""

import pytest

from tests.resolvers.commands.test_authority_returns import (
    AUTHORITY,
    DEPARTMENT,
    OTHER,
    SECOND,
    given,
    read,
    receipt,
    rules,
    signed,
    step,
    tell,
)
from tests.support.command_client import kept_register
from tests.support.returned_files import period

THIS_YEAR = "2025-04-01"
ONE_ROW = (period("S1", "01/06/2025", "02/06/2025"),)
MANY_ROWS = tuple(period("S1", f"{day:02}/06/2024", f"{day:02}/06/2024") for day in range(1, 13))


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story with a return of last year that is in force, of twelve rows."""
    with kept_register(cluster, story, worker, named="confirmed", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        with kept.server.owner.begin() as owner:
            tell(owner)
        signed(kept, receipt(kept, *MANY_ROWS))
        yield kept


def check_of(register, made, rule, who=AUTHORITY):
    """A check of a return, as a body reads it."""
    (check,) = [each for each in read(register, made["id"], who)["checks"] if each["rule"] == rule]
    return check


def test_a_large_change_is_confirmed_with_a_reason_that_the_department_reads(register):
    made = receipt(register, *ONE_ROW, periodStart=THIS_YEAR)
    version = read(register, made["id"])["version"]
    assert rules(made)["REG08"] == []
    assert step(register, "submitReturn", made, AUTHORITY, version) == ["RULE_RETURN_TO_CONFIRM"]

    check = check_of(register, made, "REG08")["id"]
    said = {"check": check, "confirmation": "Two homes closed."}
    assert register.refused("confirmQuery", OTHER, **said) == [("POLICY_NOT_FOUND", "check")]
    register.done("confirmQuery", AUTHORITY, **said)
    assert register.refused("confirmQuery", AUTHORITY, **said) == [("CONFLICT_DUPLICATE", "check")]
    shown = "query ($id: ID!) { returns(where: {id: {eq: $id}}) { nodes { checks { rule bypassReason } } } }"
    checks = register.server.ask(shown, **DEPARTMENT, id=made["id"]).data["returns"]["nodes"][0]["checks"]
    assert {each["bypassReason"] for each in checks if each["rule"] == "REG08"} == {"Two homes closed."}

    judged = {"check": check, "decision": "ALLOWED"}
    assert register.refused("judgeBypass", DEPARTMENT, **judged) == [("RULE_BYPASS_NOT_NEEDED", "check")]
    assert step(register, "submitReturn", made, AUTHORITY, version) == []
    assert step(register, "signOffReturn", made, SECOND, version + 1) == []
    assert read(register, made["id"])["status"] == "ACCEPTED"


def test_a_nil_return_after_a_year_with_many_is_confirmed_too(register):
    made = register.payload("declareNilReturn", AUTHORITY, **given(periodStart=THIS_YEAR))["receipt"]
    version = read(register, made["id"])["version"]

    assert step(register, "submitReturn", made, AUTHORITY, version) == ["RULE_RETURN_TO_CONFIRM"]


def test_an_error_is_not_confirmed_but_asked_for(register):
    made = receipt(register, period("S0", "04/05/2024", "04/05/2024", DOB=""))
    error = check_of(register, made, "102")["id"]

    refused = register.refused("confirmQuery", AUTHORITY, check=error, confirmation="It is not known.")
    assert refused == [("RULE_CONFIRMED_BY_RECEIVER", "check")]
