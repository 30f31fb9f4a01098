"""Grants that are others for as long as a test asks what the wall makes of them."""

import pytest

from register.policy import matrix as page
from register.policy.grants import version_of
from register.policy.second_wall import rights as wall


@pytest.fixture
def with_grants(monkeypatch):
    """Lets the grants be others for the walls, the matrix and its version."""

    def use(*changed):
        monkeypatch.setattr(wall, "GRANTS", changed)
        monkeypatch.setattr(page, "GRANTS", changed)
        monkeypatch.setattr(page, "POLICY_VERSION", version_of(changed))

    return use
