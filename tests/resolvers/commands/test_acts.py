"""Every command of the schema and the function that carries it out."""

import inspect

from register.catalogue import COMMANDS
from register.resolvers.commands.acts import ACTS
from register.schema.mutation import OFFERS


def test_every_command_that_is_offered_is_carried_out_by_a_function_of_its_own():
    assert set(ACTS) == {offer.name for offer in OFFERS} == set(COMMANDS)
    assert len(set(ACTS.values())) == len(ACTS)
    assert all(inspect.iscoroutinefunction(act) for act in ACTS.values())
