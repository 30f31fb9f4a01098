"""How types are named while the schema is built."""

import pytest

from register.schema.building.made_types import short_name


@pytest.mark.parametrize(("entity", "name"), [("Home", "Home"), ("AccessLogEntry", "AccessLog")])
def test_a_log_is_named_and_not_its_entries(entity, name):
    assert short_name(entity) == name
