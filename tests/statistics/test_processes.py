"""Systems are made safe in processes of their own as they are in one, in their order."""

import numpy as np
import pytest

from register.policy.disclosure.control import Unsafe, control
from register.statistics.processes import control_each
from tests.policy.disclosure.small_tables import table_of
from tests.policy.disclosure.test_control import told_before


def test_what_is_made_safe_beside_other_systems_is_what_is_made_safe_alone():
    systems = [table_of(np.random.default_rng(seed).poisson(3, (9, 3)).astype(np.int64)) for seed in range(6)]
    made = list(control_each(enumerate(systems)))

    assert [number for number, _, _ in made] == list(range(6))
    assert [controlled.shown for _, controlled, _ in made] == [control(system).shown for system in systems]
    assert all(seconds >= 0 for _, _, seconds in made)


def test_no_more_systems_are_taken_than_are_worked_on():
    taken = []

    def systems():
        for seed in range(40):
            taken.append(seed)
            yield seed, table_of(np.array([[3, 9, 20]]))

    first = next(made := control_each(systems()))
    assert first[0] == 0
    assert len(taken) < 10
    made.close()


def test_what_cannot_be_made_safe_ends_them_all():
    with pytest.raises(Unsafe):
        list(control_each([("before", told_before()), ("beside", table_of(np.array([[3, 9, 20]])))]))
