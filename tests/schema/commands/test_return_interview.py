"""The commands on return home interviews."""

import pytest

from register.catalogue import COMMANDS
from register.policy.grants import may_send
from register.vocabulary import Agency
from tests.support.declared_types import lines_of, listed

BY_PROVIDERS = ("offerInterview", "recordOfferOutcome", "completeInterview")
BY_AUTHORITIES = ("commissionInterview", "approveExtract", "gradeInterview")


@pytest.mark.parametrize("name", [*BY_PROVIDERS, *BY_AUTHORITIES])
def test_an_authority_sends_each_and_a_provider_those_of_the_interview_itself(name):
    senders = {agency for agency in Agency if may_send(agency, name)}

    providers = {Agency.INTERVIEW_PROVIDER} if name in BY_PROVIDERS else set()
    assert senders == {Agency.LOCAL_AUTHORITY} | providers
    assert COMMANDS[name].target.named_by == "interview"


def test_an_interview_is_recorded_with_what_was_said():
    assert lines_of("CompleteInterviewInput") == listed("""
        interview: ID!
        expectedVersion: Int!
        conductedAt: DateTime!
        mode: InterviewMode!
        interviewer: Interviewer!
        caresForChild: Boolean!
        pushReasons: [PushReason!]
        pullReasons: [PullReason!]
        actions: [InterviewAction!]
        harmDisclosed: Boolean
        exploitationIndicated: Boolean
        narrative: String
        covers: [ID!]
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
