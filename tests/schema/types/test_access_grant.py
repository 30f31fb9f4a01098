"""Access that a person gave: its fields."""

from tests.support.declared_types import lines_of


def test_what_was_given_names_its_holder_its_giver_its_reason_and_its_end():
    names = {line.split(":")[0] for line in lines_of("LiveGrant")}

    assert {
        "holderAgency",
        "holderSubject",
        "issuedBy",
        "approvedBy",
        "reason",
        "purpose",
        "startsAt",
        "endsAt",
    } <= names
