"""How long an attack goes on: for a moment in the suite, and for long where REGISTER_SOAK is set."""

import os

# Read when tests are collected: for a test run the settings of the shell are put away.
SOAKS = bool(os.environ.get("REGISTER_SOAK"))


def size(quick: int, soak: int) -> int:
    """How many of a thing an attack takes."""
    return soak if SOAKS else quick
