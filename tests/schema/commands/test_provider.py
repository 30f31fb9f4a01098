"""The commands on providers."""

from tests.support.declared_types import lines_of, listed


def test_a_provider_is_added_with_its_reference_and_what_kind_of_person_it_is():
    assert [line for line in lines_of("RegisterProviderInput")[:-2] if line.endswith("!")] == listed(
        """
        reference: String!
        legalForm: LegalForm!
        """
    )


def test_a_home_passes_to_a_provider_under_a_new_urn_from_a_day_on():
    assert [line for line in lines_of("ChangeProviderInput")[2:-2] if line.endswith("!")] == listed(
        """
        newUrn: Urn!
        providerReference: String!
        changedOn: Date!
        """
    )
