"""The solver of linear programmes, without what it prints when the first one is made."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import highspy

STANDARD_OUTPUT = 1


def silent_solver() -> highspy.Highs:
    """A solver that prints nothing."""
    _print_banner()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    return solver


@cache
def _print_banner() -> None:
    """Make the first solver of this process, which prints its version whatever it is set to, and throw it away."""
    with _nothing_printed():
        highspy.Highs()  # type: ignore[no-untyped-call]


@contextmanager
def _nothing_printed() -> Iterator[None]:
    """With standard output closed to everything: the solver prints past Python."""
    sys.stdout.flush()
    kept, nowhere = os.dup(STANDARD_OUTPUT), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_OUTPUT)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, STANDARD_OUTPUT)
        for opened in (kept, nowhere):
            os.close(opened)
