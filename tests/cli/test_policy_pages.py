"""Who may do what, as lines for a reader and as JSON for a program."""

import json

from register.cli.policy_pages import matrix_page, policy_json, policy_of
from register.policy.grants import GRANTS, POLICY_VERSION, SENDERS
from register.vocabulary import Agency


def test_the_matrix_is_kept_beside_what_it_is_made_from():
    assert matrix_page().file.parts[-2:] == ("policy", "matrix.md")


def test_what_one_agency_may_do_is_part_of_the_whole():
    assert "own boundary" in policy_of(Agency.POLICE)
    assert "own boundary" not in policy_of(Agency.DFE)
    assert policy_of(None).startswith("# Permission matrix")


def test_a_program_gets_every_grant_with_its_law():
    told = json.loads(policy_json(None))

    assert told["version"] == POLICY_VERSION
    assert (len(told["grants"]), len(told["commands"])) == (len(GRANTS), len(SENDERS))
    (audit,) = [each for each in json.loads(policy_json(Agency.AUDITOR))["grants"] if each["group"] == "audit log"]
    assert audit == {
        "agency": "auditor",
        "group": "audit log",
        "uses": ["read", "match", "count"],
        "scope": "national",
        "law": {
            "code": "dpa-2018-62",
            "name": "Data Protection Act 2018 s.62 and UK GDPR Art 5(2)",
            "inForceFrom": "2018-05-25",
        },
    }
