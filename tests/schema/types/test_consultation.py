"""The type of consultations of children."""

from tests.support.declared_types import lines_of, listed


def test_a_consultation_says_which_body_asked_and_never_which_person():
    assert lines_of("Consultation") == listed("""
        id: ID!
        childId: ID!
        askedOn: Date!
        byAgency: Agency!
        askedAt: DateTime
        byArea: String
        byOrganisation: String
        purpose: Purpose
        withheld: [Withheld!]!
    """)


def test_a_consultation_of_a_home_says_which_body_asked_and_never_which_person():
    assert lines_of("HomeConsultation") == listed("""
        id: ID!
        askedAt: DateTime!
        byAgency: Agency!
        byArea: String
        byOrganisation: String
        purpose: Purpose!
        withheld: [Withheld!]!
    """)
