"""A map in a file keeps each pair once and in order, and little of it in memory."""

import subprocess
import sys

from register.database.temporary_map import TemporaryMap

# In a process of its own, so that nothing else moves its memory. A dict of these takes 70 megabytes more.
FILLED = """
import resource
from register.database.temporary_map import TemporaryMap
kept = TemporaryMap()
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024
kept.put((f"SC{n:07}", b"x" * 32) for n in range(1_000))
before = peak()
for first in range(0, 400_000, 1_000):
    kept.put((f"SC{n:07}", b"x" * 32) for n in range(first, first + 1_000))
assert sum(1 for _ in kept.pairs()) == len(kept) == 400_000
print(peak() - before)
"""


def test_each_key_is_kept_once_and_in_order():
    kept = TemporaryMap()
    kept.put([("b", b"1"), ("é", b"2"), ("a", b"3")])
    kept.put([("b", b"4")])

    assert [*kept.pairs()] == [("a", b"3"), ("b", b"4"), ("é", b"2")]
    assert len(kept) == 3


def test_what_it_holds_does_not_stay_in_memory():
    grown = subprocess.run([sys.executable, "-c", FILLED], capture_output=True, text=True, check=True)  # noqa: S603

    assert int(grown.stdout) < 10
