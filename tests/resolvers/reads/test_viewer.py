"""What the register tells a caller about itself."""

import pytest

from register.policy.grants import POLICY_VERSION, grants_of
from register.vocabulary import Agency
from tests.support import story

WHO = "{ viewer { subject agency area { code name kind } organisation policyVersion } }"


@pytest.mark.parametrize(
    ("agency", "area", "organisation", "told"),
    [
        ("police", story.NORTHBY, None, {"code": story.NORTHBY, "name": "Northby", "kind": "FORCE"}),
        (
            "local_authority",
            story.SOUTHBY_COUNCIL,
            None,
            {"code": story.SOUTHBY_COUNCIL, "name": "Southby Council", "kind": "AUTHORITY"},
        ),
        ("interview_provider", None, "story-trust", None),
        ("ofsted", None, None, None),
    ],
)
def test_a_caller_is_told_who_it_is(ask, agency, area, organisation, told):
    answer = ask(WHO, agency, area, organisation=organisation, subject="somebody")

    assert answer.data["viewer"] == {
        "subject": "somebody",
        "agency": agency.upper(),
        "area": told,
        "organisation": organisation,
        "policyVersion": POLICY_VERSION,
    }


@pytest.mark.parametrize("agency", [Agency.OFSTED, Agency.DFE_STATISTICS, Agency.AUDITOR])
def test_a_caller_is_told_everything_that_it_is_granted_and_by_which_law(ask, agency):
    rows = ask("{ viewer { grants { group use scope basis inForceFrom } } }", agency).data["viewer"]["grants"]

    assert [tuple(row.values()) for row in rows] == [
        (g.group, use.name, g.scope.name, g.basis.name, g.basis.in_force_from.isoformat())
        for g in grants_of(agency)
        for use in g.uses
    ]


def test_the_viewer_answers_under_the_keys_and_in_the_parts_asked_for(ask):
    text = """query($no: Boolean = true) { me: viewer { __typename who: subject agency @skip(if: $no) ...G } }
        fragment G on Viewer { g: grants { __typename u: use } }"""

    viewer = ask(text, "auditor").data["me"]

    assert list(viewer) == ["__typename", "who", "g"]
    assert (viewer["__typename"], viewer["g"][0]) == ("Viewer", {"__typename": "Grant", "u": "READ"})


def test_asking_who_one_is_needs_no_purpose_and_reads_no_register(ask):
    answer = ask("{ viewer { subject agency } }", "ofsted", purpose=None)

    assert (answer.codes, answer.reads) == ([], [])


@pytest.mark.parametrize("subject", ['q"uote', "back\\slash", "Ynys Môn", "a'b"])
def test_an_awkward_subject_is_told_as_it_is(ask, subject):
    assert ask("{ viewer { subject } }", "ofsted", subject=subject).data["viewer"]["subject"] == subject
