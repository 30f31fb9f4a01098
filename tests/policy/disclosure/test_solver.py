"""The solver prints nothing where a command prints its own words."""

import subprocess
import sys

MAKE_TWO = """
from register.policy.disclosure.solver import silent_solver
print("before", flush=True)
for _ in range(2):
    solver = silent_solver()
    solver.addVar(0.0, 1.0)
    solver.run()
print("after", flush=True)
"""


def test_a_solver_prints_nothing_when_it_is_made_and_when_it_runs():
    done = subprocess.run([sys.executable, "-c", MAKE_TWO], capture_output=True, check=True, text=True)  # noqa: S603

    assert done.stdout == "before\nafter\n"
