"""The causes of refusals: names for a log, each in small letters and used once."""

import re

from register.identity.causes import Cause


def test_a_cause_is_a_name_in_small_letters_that_says_nothing_of_a_token():
    assert [cause for cause in Cause if not re.fullmatch("[a-z_]{3,20}", cause)] == []
    assert len({cause.value for cause in Cause}) == len(Cause)
