"""The matrix as a page that a lawyer can read: every grant, every agency, every law."""

import pytest

from register.policy.grants import GRANTS, POLICY_VERSION, SENDERS
from register.policy.matrix import matrix, matrix_of
from register.vocabulary import Agency, Group


def test_the_page_names_its_version_and_every_group():
    lines = matrix().splitlines()

    assert f"`{POLICY_VERSION}`" in lines[2]
    assert lines[4] == "| agency | " + " | ".join(Group) + " |"


@pytest.mark.parametrize(
    ("agency", "group", "cell"),
    [
        (
            Agency.POLICE,
            Group.HOME_LOCATION,
            "read, match, count: own boundary; read, match, count: opened home",
        ),
        (Agency.CQC, Group.ENFORCEMENT_DETAIL, "read, match, count: area under inspection"),
        (Agency.CQC, Group.HOME_PEOPLE, "-"),
        (Agency.OFSTED, Group.HOME_PUBLIC, "read, match, count, change: national"),
        (Agency.DFE_STATISTICS, Group.HOME_LOCATION, "-"),
        (Agency.LOCAL_AUTHORITY, Group.HOME_PEOPLE, "read, match, count: hosted"),
    ],
)
def test_the_row_of_an_agency_says_what_it_may_do_with_each_group(agency, group, cell):
    row = next(line for line in matrix().splitlines() if line.startswith(f"| {agency} |"))

    assert row.strip("| ").split(" | ")[1 + list(Group).index(group)] == cell


def test_the_page_holds_a_line_for_every_grant_with_its_law_and_its_day():
    grants, _, senders = matrix().partition("\n\n| agency | commands that it may send | law |\n| --- | --- | --- |\n")
    listed = grants.split("| agency | group | uses and scope | law |")[1].splitlines()[2:]

    assert len(listed) == len(GRANTS)
    assert [g for g, line in zip(GRANTS, listed, strict=True) if g.basis.name not in line] == []
    assert [g for g, line in zip(GRANTS, listed, strict=True) if str(g.basis.in_force_from) not in line] == []
    assert [line.split(" | ")[1] for line in senders.splitlines()] == [", ".join(s.commands) for s in SENDERS]


def test_one_agency_reads_its_own_grants_alone():
    lines = matrix_of(Agency.AUDITOR).splitlines()

    held = [line.split("  ")[0] for line in lines]
    assert held == [
        "reference", "home public facts", "authority return", "inspection programme", "area inspection",
        "published inspection",
        "published statistics", "live access", "home openings", "appointments", "change requests", "changes",
        "authors of changes", "audit log",
    ]  # fmt: skip
