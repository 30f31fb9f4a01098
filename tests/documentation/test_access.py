"""What the matrix says by scope and by purpose."""

from register.documentation.access import grants_by_scope, purpose_needed
from register.policy.grants.requirements import ABOUT_CHILDREN


def test_a_scope_says_by_group_who_is_granted_it():
    rows = grants_by_scope().splitlines()

    assert "| own boundary | home identity and location | `police` |" in rows
    public, reference = (
        next(row for row in rows if row.startswith(f"| national | {group}")) for group in ("home public", "reference")
    )
    assert public.startswith("| national | home public facts | every agency except `interview_provider`")
    assert reference.startswith("| national | reference | every agency")


def test_what_needs_a_purpose_is_said():
    rows = purpose_needed().splitlines()

    shown = next(row for row in rows if row.startswith("| showing or matching | "))
    assert {
        "changes",
        "corrections",
        "home identity and location",
        "consultations of a home",
        "area pack",
        "area finding",
        "area cohort",
        *ABOUT_CHILDREN,
    } == set(shown.split(" | ")[1].rstrip(" |").split(", "))
    assert "`openHome`" in rows[-1]
