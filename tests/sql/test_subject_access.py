"""The rows about a child in returns, as a statement."""

from datetime import UTC, datetime

from register.sql.subject_access import returned_rows


def test_an_authority_is_shown_rows_of_its_own_returns_alone():
    of_all = str(returned_rows([], datetime.now(UTC)))
    own = str(returned_rows([], datetime.now(UTC), authority="E09000001"))

    assert "return_row.authority_code = " not in of_all
    assert "return_row.authority_code = " in own
    assert "authority_return_history.authority_code = " in own
