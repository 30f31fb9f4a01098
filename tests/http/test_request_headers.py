"""Purposes are read from headers strictly, and no two requests have one number."""

import pytest

from register.errors import BadInput
from register.http.request_headers import new_number, purpose_of
from register.vocabulary import Purpose


def test_the_purpose_is_that_of_the_one_header():
    assert purpose_of([(b"Register-Purpose", b"inspection"), (b"x", b"y")]) is Purpose.INSPECTION
    assert purpose_of([(b"x", b"inspection")]) is None


@pytest.mark.parametrize("values", [[b""], [b"INSPECTION"], [b"curiosity"], [b"\xff"], [b"inspection", b"inspection"]])
def test_any_other_purpose_is_refused(values):
    with pytest.raises(BadInput):
        purpose_of([(b"register-purpose", value) for value in values])


def test_numbers_differ():
    assert len({new_number() for _ in range(100)}) == 100
