"""A building as commands take it."""

from tests.support.declared_types import lines_of, listed


def test_a_new_building_has_a_postcode_and_a_place():
    assert [line for line in lines_of("PremisesInput") if line.endswith("!")] == listed(
        """
        isMain: Boolean!
        postcode: String!
        longitude: Float!
        latitude: Float!
        precision: LocationPrecision!
        """
    )


def test_nothing_of_a_building_need_be_corrected_and_everything_but_which_is_main_can():
    corrected = {line.split(":")[0] for line in lines_of("PremisesCorrectionInput")}

    assert not any(line.endswith("!") for line in lines_of("PremisesCorrectionInput"))
    assert {line.split(":")[0] for line in lines_of("PremisesInput")} - corrected == {"isMain"}
