"""The list of deliberate faults keeps up with the code: every one can still be put in, and has tests to find it."""

import pytest

from tests.hostile.faults import CHECKOUT, FAULTS, spoiled


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_can_be_put_in(fault):
    text = (CHECKOUT / fault.file).read_text(encoding="utf-8")

    assert spoiled(fault, text) != text
    assert [test for test in fault.found_by if not (CHECKOUT / test).exists()] == []


def test_there_are_twenty_at_least_and_none_twice():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 20
