"""The list of deliberate faults keeps up with the code: every one can still be put in, and has tests to find it."""

import pytest

from tests.hostile.fault_list import FAULTS
from tests.hostile.faults import CHECKOUT, first_failed, spoiled


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_every_fault_can_be_put_in(fault):
    text = (CHECKOUT / fault.file).read_text(encoding="utf-8")

    assert spoiled(fault, text) != text
    assert [test for test in fault.found_by if not (CHECKOUT / test).exists()] == []


def test_there_are_forty_at_least_and_none_twice():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40


@pytest.mark.parametrize(
    ("code", "told", "finder"),
    [
        (1, "1 passed\nFAILED tests/test_a.py::test_b[of c] - assert False\n1 failed", "tests/test_a.py::test_b"),
        (1, "ERROR tests/test_a.py::test_b - no server\n1 error", None),
        (2, "FAILED tests/test_a.py::test_b\nstopped by a hand", None),
        (0, "a test told: FAILED to fail\n2 passed", None),
    ],
)
def test_a_fault_is_found_by_a_test_that_fails_and_not_by_one_that_cannot_begin(code, told, finder):
    assert first_failed(code, told) == finder
