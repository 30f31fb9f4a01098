"""The commands on people of a home."""

from tests.support.declared_types import lines_of, listed


def test_a_post_is_left_vacant_by_leaving_out_the_name():
    expected = listed(
        """
        name: String
        changedOn: Date!
        """
    )

    assert lines_of("ChangeManagerInput")[2:-3] == expected
    assert lines_of("ChangeResponsibleIndividualInput")[2:-3] == expected
