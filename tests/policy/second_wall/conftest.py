"""Grants that are others for as long as a test asks what the wall makes of them."""

import pytest

from register.policy import grants as granting
from register.policy import matrix as page
from register.policy.second_wall import rights as wall


@pytest.fixture
def with_grants(monkeypatch):
    """Lets the grants be others for the walls, the matrix and its version."""

    def use(*changed):
        monkeypatch.setattr(granting, "GRANTS", changed)
        monkeypatch.setattr(wall, "GRANTS", changed)
        monkeypatch.setattr(page, "GRANTS", changed)
        monkeypatch.setattr(page, "POLICY_VERSION", granting._fingerprint())

    return use
