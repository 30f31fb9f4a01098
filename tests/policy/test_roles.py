"""The role of each kind of body."""

from register.policy.roles import SEALS_ROLE, role_of
from register.vocabulary import Agency


def test_every_kind_of_body_has_a_role_of_its_own_that_names_it():
    roles = {agency: role_of(agency) for agency in Agency}

    assert roles[Agency.POLICE] == "register_police"
    assert len({*roles.values(), SEALS_ROLE}) == len(Agency) + 1
